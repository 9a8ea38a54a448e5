"""Page: the audience of a product over a period, beside the same period a year before."""

from dataclasses import dataclass
from datetime import date

from gamma.ground.periods import Period
from gamma.instruments.audience.lists import Dimension
from gamma.instruments.audience.models import Site
from gamma.instruments.audience.queries.counting import (
    Acts,
    Total,
    acts,
    daily,
    parts,
    since,
    total,
    uncounted,
    visitors,
)

LISTED = (Dimension.SOURCE, Dimension.PAGE, Dimension.EXIT, Dimension.HOST)


@dataclass(frozen=True)
class Spell:
    """What a period adds up to; `visitors` is None where they cannot be told."""

    period: Period
    total: Total
    visitors: int | None
    acts: list[Acts]


@dataclass(frozen=True)
class AudiencePage:
    """A period, the same a year before if it was counted, the visits of each day, the parts of each dimension."""

    site: Site
    now: Spell
    before: Spell | None
    days: list[tuple[date, int]]
    parts: dict[Dimension, list[tuple[str, int, int]]]
    uncounted: str
    since: str


def audience_page(site: Site, period: Period) -> AudiencePage:
    """Everything of a period whose days are known, in a constant number of queries."""
    earlier = period.year_before()
    before = _spell(site, earlier) if earlier else None
    first, last = days_of(period)
    return AudiencePage(
        site=site,
        now=_spell(site, period),
        before=before if before and before.total.days else None,
        days=list(daily(site, first, last)),
        parts={dimension: parts(site, dimension, first, last) for dimension in LISTED},
        uncounted=uncounted(site, period),
        since=since(site, period),
    )


def _spell(site: Site, period: Period) -> Spell:
    first, last = days_of(period)
    found = total(site, first, last)
    return Spell(period, found, visitors(site, period), acts(site, first, last, found.visits))


def days_of(period: Period) -> tuple[date, date]:
    """The first and the last day of a period. Raises ValueError where they are not known."""
    if period.first is None or period.last is None:
        raise ValueError(f"{period.text}: its days are not known")
    return period.first, period.last
