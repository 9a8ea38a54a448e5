"""Sheet: one indicator, what it means and meant, its targets, all its readings, what was decided and said of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Basis, Status
from gamma.cockpit.indicators.models import Claim, Indicator, Reading
from gamma.cockpit.indicators.queries import Differing, Track, disagreements, told
from gamma.cockpit.programme.queries import kept_in_words
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links, meaning, words
from gamma.cockpit.reports.queries.doubts import Doubt, doubts
from gamma.cockpit.reports.queries.finding import edition_record
from gamma.cockpit.reports.queries.product import headline
from gamma.cockpit.reports.queries.readings import Cell, Chart, changes_chart, chart, linked
from gamma.cockpit.reports.queries.sums import Sum, sums
from gamma.cockpit.reports.queries.targets import Aimed, aimed
from gamma.cockpit.reports.records import Record
from gamma.cockpit.reviews.lists import Decided, ReviewKind
from gamma.cockpit.reviews.models import Decision
from gamma.ground.design.shapes import Crumb, Download, Event, Item
from gamma.ground.figures import Figure
from gamma.ground.texts import Text, chosen


@dataclass(frozen=True)
class Table:
    columns: list[str]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class Said:
    """A claim published about an indicator."""

    text: Text
    about: str
    source: str
    href: str
    caveat: Text


@dataclass(frozen=True)
class Sheet:
    crumbs: list[Crumb]
    kicker: str
    title: Text
    why: Text
    status: str
    reason: Text
    life: list[Item]
    verdict: str
    label: str
    figure: Figure | None
    aims: list[Aimed]
    chart: Chart | None
    changes: Chart | None
    evidence: list[Chart]
    others: Table | None
    differing: list[Differing]
    corrections: Table | None
    sums: list[Sum]
    definitions: list[meaning.Meaning]
    decisions: list[Event]
    undated: list[Event]
    claims: list[Said]
    doubts: list[Doubt]
    files: list[Download]


def sheet(indicator: Indicator, today: date) -> Sheet:
    """Everything kept of an indicator."""
    name, edition = f"sheet:{indicator.pk}", indicator.enrolment.edition
    return kept_in_words(name, edition, today, lambda: _sheet(indicator, today))


def _sheet(indicator: Indicator, today: date) -> Sheet:
    record = edition_record(indicator.enrolment, today)
    track = record.track(indicator.pk)
    reading = headline(track)
    verdict = (track.verdict() or "") if indicator.followed else ""
    return Sheet(
        **_heading(record, track),
        status="" if indicator.status == Status.ACTIVE else words.label(Status, indicator.status),
        reason=indicator.reason,
        life=_life(record, track),
        verdict=verdict,
        label=phrases.verdict(verdict) if verdict else "",
        figure=words.figure(record.enrolment, indicator, reading) if reading else None,
        aims=aimed(record, track),
        chart=chart(record, track, whole=True),
        changes=changes_chart(record, track),
        evidence=[found for one in record.supporting(track) if (found := chart(record, one, whole=True))],
        others=_others(record, track),
        differing=told(disagreements(track.readings)),
        corrections=_corrections(record, track),
        sums=sums(record, track),
        definitions=meaning.meanings(track.definitions),
        **_decisions(record, track),
        claims=[_claim(record, claim) for claim in track.claims],
        doubts=doubts(record, indicator),
        files=_files(record, track),
    )


def _heading(record: Record, track: Track) -> dict[str, Any]:
    edition, product = record.enrolment.edition, record.enrolment.product
    label, name = chosen(edition.label), chosen(track.definition.name)
    steps = ((label, links.to_edition(edition)), (product.name, links.to_product(record.enrolment)), (name, ""))
    return {
        "crumbs": links.crumbs(*steps),
        "kicker": f"{product.name} · {label}",
        "title": track.definition.name,
        "why": track.definition.why,
    }


def _life(record: Record, track: Track) -> list[Item]:
    """What it was replaced by, what it replaces, what it stands beside."""
    indicator = track.indicator
    named = {one.indicator.pk: one for one in record.tracks}
    kin = [
        (_("Remplacé par"), indicator.successor_id),
        (_("Vient à l'appui de"), indicator.supports_id),
        *((_("Remplace"), one.indicator.pk) for one in record.tracks if one.indicator.successor_id == indicator.pk),
        *((_("À l'appui"), one.indicator.pk) for one in record.supporting(track)),
    ]
    return [
        Item(term, chosen(named[pk].definition.name), links.to_indicator(record.enrolment, named[pk].indicator))
        for term, pk in kin
        if pk in named
    ]


def _others(record: Record, track: Track) -> Table | None:
    """The readings that are not points of the series: another span, another definition, another value, no number."""
    drawn = {reading.pk for reading in track.series} if len(track.series) > 1 else set()
    rows = [_reading(record, track, reading) for reading in track.readings if reading.pk not in drawn]
    return Table([_("Période"), _("Relevé"), _("Source"), _("À savoir")], rows) if rows else None


def _reading(record: Record, track: Track, reading: Reading) -> list[Cell]:
    source = words.source(reading.source)
    return [phrases.period(reading.period), _figure(record, track, reading), source, chosen(reading.note) or "–"]


def _figure(record: Record, track: Track, reading: Reading) -> Cell:
    return linked(record.enrolment, track.indicator, reading)


def _corrections(record: Record, track: Track) -> Table | None:
    """What was recorded, then corrected, with the reason."""
    ordered = sorted([*track.readings, *track.corrected], key=lambda row: row.revision)
    last = {(row.definition_id, row.period, row.source_id): row for row in ordered}
    rows = [
        _correction(record, track, old, last[old.definition_id, old.period, old.source_id])
        for old in track.corrected
        if not old.withdrawn
    ]
    return Table([_("Période"), _("Avant"), _("Aujourd'hui"), _("Raison")], rows) if rows else None


def _correction(record: Record, track: Track, old: Reading, now: Reading) -> list[Cell]:
    today = _("retiré") if now.withdrawn else _figure(record, track, now)
    return [phrases.period(old.period), words.amount(old), today, chosen(now.reason)]


def _decisions(record: Record, track: Track) -> dict[str, Any]:
    found = record.decisions.get(track.indicator.pk, [])
    return {
        "decisions": [_decision(record, decision) for decision in found if decision.dated],
        "undated": [_decision(record, decision) for decision in found if not decision.dated],
    }


def _decision(record: Record, decision: Decision) -> Event:
    review = decision.review
    when = phrases.date(review.held or review.published or review.planned)
    decided = words.label(Decided, decision.decided)
    text = f"{decided[0].upper()}{decided[1:]} ({words.label(ReviewKind, review.kind)})"
    unsaid = _("Raison non publiée.") if decision.decided in (Decided.RETIRED, Decided.REPLACED) else ""
    note = " ".join(part for part in (chosen(decision.reason) or unsaid, chosen(decision.note)) if part)
    return Event(text, when, note, links.to_source(record.enrolment.edition, decision.source))


def _claim(record: Record, claim: Claim) -> Said:
    when = phrases.date(claim.made or claim.source.published)
    about = ", ".join(part for part in (words.label(Basis, claim.basis), when) if part)
    return Said(
        claim.text,
        about,
        chosen(claim.source.title),
        links.to_source(record.enrolment.edition, claim.source),
        claim.caveat,
    )


def _files(record: Record, track: Track) -> list[Download]:
    place = (record.enrolment, track.indicator)
    label = _("Tous les relevés, corrections comprises")
    return [
        Download(label, links.to_indicator(*place, "csv"), "CSV"),
        Download(_("Définitions, cibles et relevés"), links.to_indicator(*place, "json"), "JSON"),
    ]
