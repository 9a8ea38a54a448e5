"""Desk: where the writing of a bilan stands: its sections, what blocks publication, what is asked or corrected."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest

from gamma.cockpit.programme.access import Right, may, may_somewhere
from gamma.cockpit.reports.bilan.content import TextPiece
from gamma.cockpit.reports.bilan.showing import Shown
from gamma.cockpit.reports.bilan.writing.amending import Amended, amended
from gamma.cockpit.reports.bilan.writing.asking import awaiting
from gamma.cockpit.reports.bilan.writing.comparing import titled
from gamma.cockpit.reports.bilan.writing.linking import address, may_see, may_write
from gamma.cockpit.reports.bilan.writing.passages import Place, latest, places
from gamma.cockpit.reports.bilan.writing.telling import Teller, Told
from gamma.cockpit.reports.models import Asked, Passage, Report


@dataclass(frozen=True)
class Row:
    """A section: its text in each language, where it is written and where its versions are, for who may."""

    title: str
    passages: list[Passage]
    edit: str
    history: str

    @property
    def words(self) -> int:
        """How many, in the language that has most."""
        return max((len(passage.text.split()) for passage in self.passages), default=0)


@dataclass(frozen=True)
class Desk:
    """What the page shows, for one person."""

    rows: list[Row]
    told: list[Told]
    asked: Asked | None
    last: Asked | None
    report: Report | None
    amended: list[tuple[str, Amended]]
    may_ask: bool
    may_confirm: bool

    @property
    def blocking(self) -> list[Told]:
        return [row for row in self.told if row.blocks]

    @property
    def answered(self) -> list[Told]:
        return [row for row in self.told if row.reason]

    @property
    def advice(self) -> list[Told]:
        return [row for row in self.told if row.flag.advice]


def desk(request: HttpRequest, bilan: Shown) -> Desk:
    """The desk of an edition."""
    edition, teller = bilan.edition, Teller(bilan.bilan, request)
    found = places(edition)
    pieces = {piece.key: piece for piece in teller.bilan.texts}
    report = Report.objects.filter(edition=edition).first()
    return Desk(
        rows=_rows(request, teller, found, latest(edition)),
        told=[row for place in found if place.key in pieces for row in teller.told(pieces[place.key], place)],
        asked=None if report else awaiting(edition),
        last=edition.asked.select_related("answered_by").first(),
        report=report,
        amended=[(titled(row.piece, teller.known), row) for row in amended(report)] if report else [],
        may_ask=may(request, Right.BILAN_PUBLISH, edition.slug),
        may_confirm=may_somewhere(request, Right.BILAN_CONFIRM, edition.slug),
    )


def _rows(request: HttpRequest, teller: Teller, found: list[Place], passages: list[Passage]) -> list[Row]:
    saved: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        saved[passage.product, passage.section].append(passage)
    return [
        Row(
            title=titled(TextPiece.at(place.key), teller.known),
            passages=saved[place.product, place.section],
            edit=address("write-text", place) if may_write(request, place) else "",
            history=address("write-versions", place) if may_see(request, place) else "",
        )
        for place in found
    ]
