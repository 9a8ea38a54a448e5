"""Texts: what people wrote of a section, as blocks; every figure they named leads to its readings like any other."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import count

from gamma.cockpit.reports.bilan import prose
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.naming import Names
from gamma.cockpit.reports.bilan.content import TextPiece
from gamma.cockpit.reports.bilan.document import Block, Bullets, Emphasis, Heading, Link, Paragraph, Run, Runs, Strong
from gamma.cockpit.reports.bilan.prose import Line, Name, Part, Words
from gamma.cockpit.reports.lists import ADDRESSES, OF_PRODUCT, Section
from gamma.ground.texts import chosen


class Texts:
    """The texts of a bilan, by section and product."""

    def __init__(self, known: Lookup) -> None:
        self.known = known
        self.pieces = {(piece.section, piece.product): piece for piece in known.bilan.texts}

    @cached_property
    def names(self) -> Names:
        return Names(self.known)

    def blocks(self, section: Section, product: str = "") -> Iterator[Block]:
        """A section with its heading, nothing where nobody wrote."""
        piece = self.pieces.get((section, product))
        if piece:
            level = 3 if section in OF_PRODUCT or section == Section.METHOD else 2
            place = f"{product}:{ADDRESSES[section]}" if product else ADDRESSES[section]
            yield Heading(level, str(section.label), place, piece.key)
            numbered = count(1)
            for part in prose.read(chosen(piece.text)):
                yield self._block(part, piece, level + 1, f"{place}:{next(numbered)}")

    def _block(self, part: Part, piece: TextPiece, level: int, place: str) -> Block:
        lines = tuple(tuple(self._runs(line, piece.product)) for line in part.lines)
        if part.kind == prose.HEADING:
            return Heading(level, plain(lines[0]), place)
        if part.kind == prose.PARAGRAPH:
            return Paragraph(lines[0])
        return Bullets(lines, ordered=part.kind == prose.NUMBERS)

    def _runs(self, line: Line, product: str) -> Iterator[Run]:
        for piece in line:
            yield self._named(piece, product) if isinstance(piece, Name) else _words(piece)

    def _named(self, piece: Name, product: str) -> Run:
        """A name that is none stays as it was typed: no text is published with one."""
        found = self.names.find(piece.name, product)
        return found.run if found else prose.named(piece.name)

    def said(self, text: str, product: str) -> str:
        """A text as plain words, its figures said; parts are parted by a line."""
        lines = (line for part in prose.read(text) for line in part.lines)
        return "\n".join(plain(self._runs(line, product)) for line in lines)

    def filled(self, sentence: str, product: str) -> str:
        """A sentence with what its names give."""
        return prose.NAME.sub(lambda found: plain([self._named(Name(found[1]), product)]), sentence)


def plain(runs: Iterable[Run] | Runs) -> str:
    """Runs as plain words."""
    return "".join(run if isinstance(run, str) else run.text for run in runs)


def _words(words: Words) -> Run:
    if words.href:
        return Link(words.text, words.href)
    if words.strong:
        return Strong(words.text)
    return Emphasis(words.text) if words.stressed else words.text
