"""Doubts: what the label checker finds in a product's figures, kept until a fact changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.queries import kept
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.labels import RULES, check
from gamma.cockpit.reports.labels.finding import Finding
from gamma.cockpit.reports.labels.telling import titled
from gamma.cockpit.reports.queries import links, words
from gamma.cockpit.reports.records import Record
from gamma.ground.design.shapes import Item
from gamma.ground.texts import chosen

MOST = 6


@dataclass(frozen=True)
class Doubt:
    """What the component `finding` takes."""

    title: str
    text: str
    mend: str
    links: list[Item]


@dataclass(frozen=True)
class Bare:
    """A finding without its rows, so that it can be kept."""

    rule: str
    indicators: tuple[int, ...]
    readings: tuple[int, ...]
    says: dict[str, str] = field(default_factory=dict)


def doubts(record: Record, indicator: Indicator | None = None) -> list[Doubt]:
    """The findings on a product, or on one of its indicators."""
    named = {track.indicator.pk: track.indicator for track in record.tracks}
    readings = {row.pk: row for track in record.tracks for row in track.readings}
    found = [bare for bare in _kept(record) if indicator is None or indicator.pk in bare.indicators]
    titles = _titles(record)
    return [_doubt(record, bare, named, readings, titles) for bare in found]


def _kept(record: Record) -> list[Bare]:
    name, edition = f"doubts:{record.enrolment.pk}", record.enrolment.edition
    return kept(name, edition, record.today, lambda: [_bare(found) for found in check(record)])


def _bare(found: Finding) -> Bare:
    indicators = tuple(track.indicator.pk for track in found.tracks)
    return Bare(found.rule, indicators, tuple(reading.pk for reading in found.readings), found.says)


def _titles(record: Record) -> dict[str, str]:
    """The titles of the sources that a finding may name, by their address."""
    sources = [row.source for track in record.tracks for row in track.readings]
    sources += [row.source for track in record.tracks for row in track.claims]
    sources += [row.source for track in record.tracks for row in track.revisions]
    return {source.slug: words.source(source) for source in sources}


def _doubt(
    record: Record, bare: Bare, named: dict[int, Indicator], readings: dict[int, Reading], titles: dict[str, str]
) -> Doubt:
    rule = RULES[bare.rule]
    concerned = [readings[pk] for pk in bare.readings if pk in readings]
    names = _names(record, bare.indicators)
    return Doubt(
        title=phrases.about(rule.TITLE, names) if names else str(rule.TITLE),
        text=rule.said(titled(bare.says, titles)),
        mend=str(rule.MEND),
        links=list(_links(record, concerned, named)),
    )


def _names(record: Record, indicators: tuple[int, ...]) -> str:
    rows = [track for track in record.followed if track.indicator.pk in indicators]
    return ", ".join(chosen(track.definition.name) for track in rows)


def _links(record: Record, readings: list[Reading], named: dict[int, Indicator]) -> Iterable[Item]:
    for reading in readings[:MOST]:
        href = links.to_reading(record.enrolment, named[reading.definition.indicator_id], reading)
        told = f"{phrases.period(reading.period)}, {chosen(reading.source.title)}"
        yield Item(words.amount(reading), told, href)
    if len(readings) > MOST:
        more = _("et %(count)s autres relevés") % {"count": len(readings) - MOST}
        yield Item(more, "", links.to_product(record.enrolment))
