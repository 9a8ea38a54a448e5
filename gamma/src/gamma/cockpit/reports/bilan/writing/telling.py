"""Telling: what a text says that its figures do not, in words for who writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from gamma.cockpit.reports.bilan import prose
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.naming import Named
from gamma.cockpit.reports.bilan.composing.texts import Texts
from gamma.cockpit.reports.bilan.content import Bilan, TextPiece
from gamma.cockpit.reports.bilan.writing.checking import Flag, blocking, flags_of
from gamma.cockpit.reports.bilan.writing.comparing import titled
from gamma.cockpit.reports.bilan.writing.linking import address, may_write
from gamma.cockpit.reports.bilan.writing.passages import Place
from gamma.cockpit.reports.lists import FlagKind


@dataclass(frozen=True)
class Choice:
    """A figure that may be inserted: its name as it is typed, what it gives, what it is about."""

    typed: str
    gives: str
    about: str


@dataclass(frozen=True)
class Told:
    """A flag as it is shown; `edit` and `answer` are addresses, for who may; `reason` once it is answered for."""

    flag: Flag
    label: str
    title: str
    sentence: str
    choices: list[Choice]
    blocks: bool
    reason: str = ""
    edit: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Teller:
    """The texts of a bilan, and who asks about them."""

    bilan: Bilan
    request: HttpRequest

    @cached_property
    def known(self) -> Lookup:
        return Lookup(self.bilan)

    @cached_property
    def texts(self) -> Texts:
        return Texts(self.known)

    def told(self, piece: TextPiece, place: Place) -> list[Told]:
        """What is to be told of one text; what blocks a publication first."""
        found = {flag.id: flag for flag in flags_of(piece, self.known, self.texts.names)}
        left = {flag.id for flag in blocking(self.bilan, found.values())}
        writes = may_write(self.request, place)
        rows = [self._told(flag, piece, place, flag.id in left, writes) for flag in found.values()]
        return sorted(rows, key=lambda row: (not row.blocks, row.flag.advice))

    def _told(self, flag: Flag, piece: TextPiece, place: Place, blocks: bool, writes: bool) -> Told:
        return Told(
            flag,
            label=str(FlagKind(flag.kind).label),
            title=titled(piece, self.known),
            sentence=self.texts.filled(flag.sentence, piece.product),
            choices=[choice(row, piece.product) for row in flag.names],
            blocks=blocks,
            reason="" if blocks or flag.advice else self._reason(flag),
            edit=address("write-text", place) if writes else "",
            answer=address("write-answer", place, flag=flag.id) if writes and flag.answerable else "",
        )

    def _reason(self, flag: Flag) -> str:
        place = (flag.product, flag.section, flag.language, flag.typed, flag.sentence)
        rows = self.bilan.acknowledged
        return next(
            (row.reason for row in rows if (row.product, row.section, row.language, row.typed, row.sentence) == place),
            "",
        )

    def choices(self, product: str) -> list[Choice]:
        """The figures that a text may quote."""
        return [choice(row, product) for row in self.texts.names.of(product)]

    def quoted(self, texts: Iterable[str], product: str) -> list[Choice]:
        """The figures that a text quotes, each once, in its order; a name that is none gives nothing."""
        names = dict.fromkeys(name for text in texts for name in prose.NAME.findall(text))
        found = [(name, self.texts.names.find(name, product)) for name in names]
        return [Choice(prose.named(name), row.run.text if row else "", row.about if row else "") for name, row in found]


def choice(row: Named, product: str) -> Choice:
    """A figure as it is offered, its name as short as the text allows."""
    name = row.name.removeprefix(f"{product}/") if product else row.name
    return Choice(prose.named(name), row.run.text, row.about)
