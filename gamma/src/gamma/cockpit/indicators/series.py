"""Series: the readings of one indicator put in order, added up, compared with the year before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.verdicts import ranked
from gamma.ground.periods import Period, Window, add_months, parse

ROUNDING = Decimal("0.03")


@dataclass(frozen=True)
class Change:
    """The change on the same period a year before, in percent; `across` names the two tools when they differ."""

    reading: Reading
    before: Reading
    percent: Decimal
    across: tuple[str, str] | None


@dataclass(frozen=True)
class Total:
    """The sum of a series over whole months, first and last included."""

    period: Period
    value: Decimal
    readings: tuple[Reading, ...]


def points(readings: Iterable[Reading], window: Window) -> list[Reading]:
    """The readings that make a series of that window: one a period, with a number, in order of time."""
    spoken: dict[Period, list[Reading]] = {}
    for reading in readings:
        if reading.window == window and reading.value is not None and reading.ends_on:
            spoken.setdefault(reading.span, []).append(reading)
    chosen = [first for period, several in spoken.items() for first in ranked(several, period)[:1]]
    return sorted(chosen, key=lambda reading: (reading.ends_on, reading.pk))


def year_on_year(series: Sequence[Reading]) -> list[Change]:
    """The changes on a year before that a series allows."""
    by_period = {reading.period: reading for reading in series}
    changes = []
    for reading in series:
        earlier = reading.span.year_before()
        before = by_period.get(earlier.text) if earlier else None
        if before is not None and before.value and reading.value is not None:
            percent = (reading.value / before.value - 1) * 100
            changes.append(Change(reading, before, percent, _across(before, reading)))
    return changes


def _across(before: Reading, after: Reading) -> tuple[str, str] | None:
    tools = (before.tool, after.tool)
    return tools if all(tools) and before.tool != after.tool else None


def total(series: Sequence[Reading], asked: Period) -> Total | None:
    """The sum over a period that months fill exactly, None where one of them is missing."""
    if asked.first is None or asked.last is None or asked.first.day != 1 or (asked.last + timedelta(days=1)).day != 1:
        return None
    inside = [reading for reading in series if _within(reading, asked.first, asked.last)]
    months = (asked.last.year - asked.first.year) * 12 + asked.last.month - asked.first.month + 1
    if len(inside) != months or any(reading.window != Window.MONTH for reading in inside):
        return None
    return Total(asked, sum((reading.value or Decimal(0) for reading in inside), Decimal(0)), tuple(inside))


def _within(reading: Reading, first: date, last: date) -> bool:
    return bool(reading.starts_on and reading.ends_on and first <= reading.starts_on and reading.ends_on <= last)


def totals_like(series: Sequence[Reading], published: Reading) -> list[Total]:
    """The sums of the series that a published figure of the same span equals, within its rounding.

    Where the figure does not say which twelve months it covers, every twelve months up to its publication are tried.
    """
    if published.value is None:
        return []
    sums = [found for asked in _spans(series, published) if (found := total(series, asked))]
    return [found for found in sums if abs(found.value - published.value) <= rounding(published.value)]


def rounding(value: Decimal) -> Decimal:
    """How far from the truth a rounded figure may be: half its last digit that is not 0, at most 3 % of it."""
    digits = value.normalize()
    exponent = int(digits.as_tuple().exponent) if digits else 0
    return min(Decimal(1).scaleb(exponent) / 2, abs(value) * ROUNDING)


def _spans(series: Sequence[Reading], published: Reading) -> list[Period]:
    period = published.span
    if period.window in (Window.YEAR, Window.QUARTER, Window.RANGE):
        return [period]
    if period.window is not Window.ROLLING:
        return []
    if period.last is not None:
        return [twelve_months(period.last)]
    limit = published.source.published or "9999"
    return [twelve_months(reading.ends_on) for reading in series if reading.ends_on and str(reading.ends_on) <= limit]


def twelve_months(last: date) -> Period:
    """The twelve whole months that end with the month of `last`."""
    return parse(f"{add_months(last, -11):%Y-%m}/{last:%Y-%m}")


def tool_changes(series: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """The neighbours of a series that two different tools measured."""
    named = [reading for reading in series if reading.tool]
    return [(before, after) for before, after in pairwise(named) if before.tool != after.tool]
