"""What is kept of how a figure was taken by a machine, so that it can be asked again and compared."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from gamma.ground.version import version

EXTRACT, QUERY = 4_000, 4_000
TOOLS = {"measure": "Gamma"}


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How one figure was taken: `method` in a word ("measure", "matomo"), `query` what was asked, word for word.

    `digest` is the SHA-256, in hexadecimal, of all that was answered, `extract` the beginning of it or what it says;
    `version` that of the code that read it.
    """

    method: str
    query: str
    taken_at: datetime
    digest: str
    extract: str = ""
    version: str = field(default_factory=version)

    @property
    def tool(self) -> str:
        """What measured, as a reading names it."""
        return TOOLS.get(self.method, self.method)


def proved(answer: bytes, *, method: str, query: str, taken_at: datetime, extract: str | None = None) -> Proof:
    """The proof of an answer: its digest, and its first characters unless an extract is given."""
    said = answer[: EXTRACT * 4].decode(errors="replace") if extract is None else extract
    return Proof(
        method=method,
        query=_kept(query)[:QUERY],
        taken_at=taken_at,
        digest=hashlib.sha256(answer).hexdigest(),
        extract=_kept(said)[:EXTRACT],
    )


def _kept(text: str) -> str:
    """A text as the base can keep it."""
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
