"""Product: each indicator of a product with its figure, its verdicts and its series; what was done; what to doubt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.programme.lists import LeverKind, PhaseName, Role
from gamma.cockpit.programme.models import Enrolment, Lever, Phase, Sponsorship
from gamma.cockpit.programme.queries import kept_in_words
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.computing import entry
from gamma.cockpit.reports.queries import links, words
from gamma.cockpit.reports.queries.doubts import Doubt, doubts
from gamma.cockpit.reports.queries.finding import edition_record
from gamma.cockpit.reports.queries.readings import Chart, chart
from gamma.cockpit.reports.queries.rows import entry_label
from gamma.cockpit.reports.queries.summing import lead
from gamma.cockpit.reports.queries.targets import Aimed, aimed
from gamma.cockpit.reports.records import Record
from gamma.ground.design.shapes import Crumb, Event, Item
from gamma.ground.figures import Figure
from gamma.ground.texts import Text, chosen


@dataclass(frozen=True)
class Card:
    """An indicator on the page of its product."""

    name: Text
    href: str
    status: str
    reason: Text
    verdict: str
    label: str
    figure: Figure | None
    aims: list[Aimed]
    charts: list[Chart]
    slug: str


@dataclass(frozen=True)
class ProductPage:
    """What a page tells of a product; what is shown of it is kept under its `key`, other when a fact or the day is."""

    key: str
    crumbs: list[Crumb]
    kicker: str
    title: str
    lead: str
    entry: str
    problem: Text
    goal: Text
    note: Text
    facts: list[Item]
    cards: list[Card]
    retired: list[Card]
    levers: list[Event]
    undated: list[Event]
    phases: list[Event]
    undated_phases: list[Event]
    doubts: list[Doubt]


def product_page(enrolment: Enrolment, today: date) -> ProductPage:
    """Everything a reader may want of a product in an edition."""
    name, edition = f"product:{enrolment.pk}", enrolment.edition
    return kept_in_words(name, edition, today, lambda: _product_page(enrolment, today))


def _product_page(enrolment: Enrolment, today: date) -> ProductPage:
    record = edition_record(enrolment, today)
    edition = record.enrolment.edition
    label = chosen(edition.label)
    cards = [_card(record, track) for track in record.followed if track.indicator.status != Status.RETIRED]
    retired = [_card(record, track) for track in record.followed if track.indicator.status == Status.RETIRED]
    name = record.enrolment.product.name
    return ProductPage(
        key=f"{record.enrolment.pk}:{edition.facts_version}:{record.today}",
        crumbs=links.crumbs((label, links.to_edition(edition)), (name, "")),
        kicker=label,
        title=name,
        lead=lead(record),
        entry=entry_label(entry(record.entries)),
        problem=record.enrolment.problem,
        goal=record.enrolment.goal,
        note=record.enrolment.note,
        facts=_facts(record.enrolment),
        cards=cards,
        retired=retired,
        **_history(record),
        doubts=doubts(record),
    )


def headline(track: Track) -> Reading | None:
    """The figure that stands for an indicator: the last of its own kind of period, or the last there is."""
    if track.series:
        return track.series[-1]
    return max(track.readings, key=lambda row: (row.ends_on or date.min, row.pk), default=None)


def _card(record: Record, track: Track) -> Card:
    indicator = track.indicator
    reading = headline(track)
    verdict = track.verdict() or ""
    shown = [track, *record.supporting(track)]
    return Card(
        name=track.definition.name,
        href=links.to_indicator(record.enrolment, indicator),
        status="" if indicator.status == Status.ACTIVE else words.label(Status, indicator.status),
        reason=indicator.reason,
        verdict=verdict,
        label=phrases.verdict(verdict) if verdict else "",
        figure=words.figure(record.enrolment, indicator, reading) if reading else None,
        aims=aimed(record, track),
        charts=[found for one in shown if (found := chart(record, one))],
        slug=indicator.slug,
    )


def _facts(enrolment: Enrolment) -> list[Item]:
    parts = list(enrolment.sponsorships.all())
    product = enrolment.product
    said = words.items(
        {
            _("Administration porteuse"): _organisations(parts, Role.SPONSOR),
            _("Incubateur"): _organisations(parts, Role.INCUBATOR),
        }
    )
    addresses = ((_("Site"), product.site), (_("Statistiques publiques"), product.statistics))
    return [*said, *(Item(term, href, href) for term, href in addresses if href)]


def _organisations(parts: Iterable[Sponsorship], role: Role) -> str:
    return ", ".join(part.organisation.name for part in parts if part.role == role)


def _history(record: Record) -> dict[str, Any]:
    """What was done and what became of the product, the dated apart from the undated."""
    levers = list(record.enrolment.levers.all())
    phases = list(record.enrolment.product.phases.all())
    dated = sorted((lever for lever in levers if lever.starts), key=lambda lever: phrases.sortable(lever.starts))
    return {
        "levers": [_lever(lever) for lever in dated],
        "undated": [_lever(lever) for lever in levers if not lever.starts],
        "phases": [_phase(phase) for phase in phases if phase.starts],
        "undated_phases": [_phase(phase) for phase in phases if not phase.starts],
    }


def _lever(lever: Lever) -> Event:
    note = ", ".join(part for part in (words.label(LeverKind, lever.kind), chosen(lever.frequency)) if part)
    return Event(chosen(lever.text), phrases.dates(lever.starts, lever.ends), note)


def _phase(phase: Phase) -> Event:
    name = words.label(PhaseName, phase.name)
    return Event(f"{name[0].upper()}{name[1:]}", phrases.dates(phase.starts, phase.ends), chosen(phase.note))
