"""What is asked of another machine, what it answered, and why nothing came."""

from dataclasses import dataclass, field
from hashlib import sha256

MASK = "•••"
LARGEST = 5_000_000  # bytes of an answer, once decompressed


@dataclass(frozen=True)
class Request:
    """A request of HTTP. Headers and body may hold a secret: they are never printed.

    `about` is the body as a person may read it, without its secret.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    about: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.url}\n{self.about}".strip()


@dataclass(frozen=True)
class Statement:
    """A question in SQL to a database, whose address is a secret; `binds` are the values it names."""

    address: str = field(repr=False)
    text: str = ""
    binds: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.text, *(f":{name} = {value}" for name, value in self.binds)])


@dataclass(frozen=True)
class File:
    """A file under the root that the settings give, by the names of its folders."""

    path: str

    def __str__(self) -> str:
        return self.path


Ask = Request | Statement | File


@dataclass(frozen=True)
class Answer:
    """What came: its bytes, whole; the status and the type that HTTP gave them."""

    body: bytes
    status: int | None = None
    type: str = ""

    @property
    def digest(self) -> str:
        return sha256(self.body).hexdigest()


class Unreached(Exception):
    """Nothing that can be read came. The sentence is for a person; `answer` is what came all the same."""

    def __init__(self, sentence: str, answer: Answer | None = None) -> None:
        super().__init__(sentence)
        self.answer = answer


class Passing(Unreached):
    """The same, of something that may pass by itself: it is worth trying again, `after` so many seconds when told."""

    def __init__(self, sentence: str, answer: Answer | None = None, after: float | None = None) -> None:
        super().__init__(sentence, answer)
        self.after = after


def masked(text: str, *secrets: str) -> str:
    """A text without the secrets that it may hold."""
    for secret in secrets:
        text = text.replace(secret, MASK) if secret else text
    return text
