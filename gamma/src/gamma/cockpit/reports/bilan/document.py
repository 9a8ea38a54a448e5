"""A document: blocks of words in one language, whatever the format they will be printed in."""

from dataclasses import dataclass
from datetime import date

from gamma.ground.design.charts import Bars, Series


@dataclass(frozen=True)
class Link:
    """Words that lead to an anchor of the document ("#…") or to an address."""

    text: str
    href: str


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Emphasis:
    text: str


@dataclass(frozen=True)
class Quoted:
    """A figure of the bilan: `key` names it among all, `href` leads to the readings it rests on."""

    text: str
    key: str
    href: str = ""


@dataclass(frozen=True)
class Mark:
    """A verdict, said by a word and a mark; it may be corrected as a figure may."""

    verdict: str
    text: str
    key: str


Run = str | Link | Strong | Emphasis | Quoted | Mark
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """`key` names the text it opens, where that may be corrected."""

    level: int
    text: str
    anchor: str
    key: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Bullets:
    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Tile:
    label: str
    figure: Quoted
    note: str


@dataclass(frozen=True)
class Tiles:
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Row:
    cells: tuple[Runs, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """Rows whose first cell names them; `numeric` columns stand on the right; a `detail` may be left out on paper."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()
    detail: bool = False


@dataclass(frozen=True)
class Chart:
    """A picture, always followed by its data; `given` is where the same data stand in full, when they do."""

    name: str
    shape: Series | Bars
    caption: str
    table: Table
    given: str = ""


@dataclass(frozen=True)
class Warned:
    """What the label checker found: what, why it may mislead, how to settle it."""

    title: str
    text: str
    mend: str
    links: tuple[Link, ...]


Block = Heading | Paragraph | Bullets | Tiles | Table | Chart | Warned


@dataclass(frozen=True)
class Document:
    """`kicker` says what it belongs to, `lead` answers in a few sentences; `digest` is the hash of the content."""

    language: str
    kicker: str
    title: str
    lead: str
    computed_on: date
    digest: str
    blocks: tuple[Block, ...]


def anchor(key: str) -> str:
    """The name of a place in the document, fit for every format."""
    return key.replace("/", ":")
