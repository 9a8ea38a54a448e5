"""The shapes that components take; every text is already in the reader's language."""

from dataclasses import dataclass

from gamma.ground.figures import Figure


@dataclass(frozen=True)
class Crumb:
    """A step of the way back to the home page; the last one, the page itself, has no address."""

    label: str
    href: str = ""


@dataclass(frozen=True)
class Tile:
    """A number that opens a page: what it counts, the figure, and a note that helps to read it."""

    label: str
    figure: Figure
    note: str = ""


@dataclass(frozen=True)
class Change:
    """A field that changed: its name, what it was, what it is."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """Something that happened or is due; `when` is in words, empty when the day is not known."""

    text: str
    when: str = ""
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Download:
    """A file to take away; `format` as people say it ("PDF", "CSV"), `language` in words when it matters."""

    label: str
    href: str
    format: str
    language: str = ""


@dataclass(frozen=True)
class Item:
    """A term and what is said of it, with a link where there is more."""

    term: str
    text: str
    href: str = ""
