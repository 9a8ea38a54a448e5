"""Describing: editions, products, indicators and readings as data, each with the page of the site that tells of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.programme.lists import Role
from gamma.cockpit.programme.models import Edition, Enrolment, Source
from gamma.cockpit.reports.opendata import indicator_as_data, reading_as_data
from gamma.cockpit.reports.queries import links
from gamma.cockpit.reports.queries.product import headline
from gamma.cockpit.reports.records import Record

Data = dict[str, Any]
At = Callable[[str], str]
"""The whole address of a path of this site."""


def edition_line(edition: Edition, at: At) -> Data:
    """An edition in the list."""
    page = at(links.to_edition(edition))
    return {"slug": edition.slug, "label": edition.label, "starts": edition.starts, "ends": edition.ends, "page": page}


def edition_whole(edition: Edition, at: At) -> Data:
    """An edition, its sources and its units."""
    return {
        **edition_line(edition, at),
        "operator": edition.operator,
        "purpose": edition.purpose,
        "products": edition.enrolments.count(),
        "sources": [_source(edition, source, at) for source in edition.sources.all()],
        "units": {**UNITS, **{unit.slug: unit.names for unit in edition.units.order_by("pk")}},
    }


def _source(edition: Edition, source: Source, at: At) -> Data:
    said = {name: getattr(source, name) for name in ("slug", "title", "kind", "published", "url")}
    return {**said, "page": at(links.to_source(edition, source))}


def product_line(enrolment: Enrolment, at: At) -> Data:
    """A product in an edition; its sponsors are already in hand."""
    product = enrolment.product
    parts = enrolment.sponsorships.all()
    return {
        **{name: getattr(product, name) for name in ("slug", "name", "site", "statistics")},
        "problem": enrolment.problem,
        "goal": enrolment.goal,
        "sponsors": [part.organisation.name for part in parts if part.role == Role.SPONSOR],
        "page": at(links.to_product(enrolment)),
    }


def product_whole(record: Record, at: At) -> Data:
    """A product with its indicators, those that stand beside others to check them included."""
    return {
        **product_line(record.enrolment, at),
        "indicators": [_indicator_line(record.enrolment, track, at) for track in record.tracks],
    }


def _indicator_line(enrolment: Enrolment, track: Track, at: At) -> Data:
    indicator, definition, latest = track.indicator, track.definition, headline(track)
    return {
        **{name: getattr(indicator, name) for name in ("slug", "followed", "status")},
        "name": definition.name,
        "kind": definition.kind,
        "unit": definition.unit.slug if definition.unit else "",
        "window": definition.window,
        "latest": reading(enrolment, indicator, latest, False, at) if latest else None,
        "page": at(links.to_indicator(enrolment, indicator)),
    }


def indicator_whole(record: Record, track: Track, at: At) -> Data:
    """An indicator with its definitions and its targets; its readings are asked for apart."""
    page = at(links.to_indicator(record.enrolment, track.indicator))
    return {**indicator_as_data(record, track), "readings": len(track.readings), "page": page}


def reading(enrolment: Enrolment, indicator: Indicator, row: Reading, superseded: bool, at: At) -> Data:
    """A figure with all that must travel with it; one that a correction superseded is told on the page of that one."""
    return {
        **reading_as_data(row, superseded),
        "starts_on": _day(row.starts_on),
        "ends_on": _day(row.ends_on),
        "updated": row.recorded_at.isoformat(),
        "page": at(links.to_reading(enrolment, indicator, row)),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
