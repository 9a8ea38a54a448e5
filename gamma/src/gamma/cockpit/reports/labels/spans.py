"""Spans: which readings tell of one and the same time, and which of them cannot both be true."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import Total, rounding, totals_like
from gamma.ground.periods import Window

INFINITE = Decimal("Infinity")
A_MONTH = 31
YEAR_ONLY = len("2020")


def settled(reading: Reading) -> bool:
    """True where two sources that name this period mean the same days, or one month for an instant or a total."""
    if reading.window == Window.SINCE_START:
        return reading.ends_on is not None and len(reading.period.split()[-1]) > YEAR_ONLY
    if reading.starts_on is None or reading.ends_on is None:
        return False
    if reading.window == Window.INSTANT:
        days: int = (reading.ends_on - reading.starts_on).days
        return days < A_MONTH
    return bool(reading.span.certain)


def numbered(track: Track) -> list[Reading]:
    """The readings of an indicator that give a number."""
    return [reading for reading in track.readings if reading.value is not None]


def clash(readings: Iterable[Reading]) -> bool:
    """True when two readings of one period cannot both be the figure; a provisional one is expected to move."""
    final = [reading for reading in readings if reading.value is not None and not reading.provisional]
    return any(_apart(one, other) for one, other in combinations(final, 2))


def _apart(one: Reading, other: Reading) -> bool:
    """Two plain figures differ as soon as they are not equal; a bound only when it is crossed."""
    if {one.precision, other.precision} <= {Precision.EXACT, Precision.APPROX}:
        return bool(one.value != other.value)
    (low, high), (least, most) = bounds(one), bounds(other)
    return high < least or most < low


def bounds(reading: Reading) -> tuple[Decimal, Decimal]:
    """Between which values the true one lies, from what was published."""
    value = reading.value or Decimal(0)
    if reading.precision == Precision.AT_LEAST:
        return value, INFINITE
    if reading.precision == Precision.AT_MOST:
        return Decimal(0), value
    margin = rounding(value) if reading.precision == Precision.APPROX else Decimal(0)
    return value - margin, value + margin


def same_sum(series: list[Reading], reading: Reading) -> Total | None:
    """The sum of a monthly series that a figure is, to its rounding; None when several would do as well."""
    sums = totals_like(series, reading)
    return sums[0] if len(sums) == 1 else None


def sums_found(track: Track, series: list[Reading]) -> Iterator[tuple[Reading, Total]]:
    """The figures of an indicator that are sums of that series."""
    for reading in track.readings if series else ():
        if reading.value and (total := same_sum(series, reading)):
            yield reading, total
