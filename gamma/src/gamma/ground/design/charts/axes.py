"""Axes: round numbers upwards, months or years sideways, with their words in the active language."""

import json
import math
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from babel.dates import format_date

from gamma.ground.design.charts.shapes import Point
from gamma.ground.design.numbers import language, number
from gamma.ground.periods import add_months

DAY = 86_400_000  # milliseconds, as Vega counts time


def moment(day: date) -> float:
    """A day as Vega counts time."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000


def middle(point: Point) -> float:
    """Where a period stands on the axis of time: in its middle."""
    return (moment(point.start) + moment(point.end)) / 2


def round_numbers(values: Iterable[float], wanted: int = 5) -> list[float]:
    """Numbers for an axis, zero among them, that take in all the values."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    step = _step((high - low) / wanted if high > low else 1)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [rank * step for rank in range(first, max(last, first + 1) + 1)]


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * lead for lead in (1, 2, 5, 10) if power * lead >= rough * 0.999)


def rounded(value: float) -> float:
    """A value as it is written on a chart: the exact one is in the table."""
    return round(value, 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2)


def number_axis(ticks: list[float]) -> dict[str, Any]:
    """The axis of these numbers."""
    labels = {tick: number(round(tick, 9)) for tick in ticks}
    return {"values": ticks, "labelExpr": _lookup(labels), "grid": True}


def time_axis(first: date, last: date, most: int, daily: bool = False) -> dict[str, Any]:
    """Labels in the middle of the months, or of the years, that they name; of some days where days are drawn."""
    labels = _days(first, last, most) if daily else _labels(first, last, most) or _day(first + (last - first) / 2)
    return {"values": list(labels), "labelExpr": _lookup(labels), "grid": False, "labelLineHeight": 15}


def new_years(first: date, last: date) -> list[float]:
    """The first of January of each year between two days."""
    return [moment(date(year, 1, 1)) for year in range(first.year + 1, last.year + 1) if date(year, 1, 1) < last]


def _labels(first: date, last: date, most: int) -> dict[float, list[str]]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((size for size in (1, 2, 3, 6) if months / size <= most), 0)
    return _months(first, last, step) if step else _years(first, last, most)


def _months(first: date, last: date, step: int) -> dict[float, list[str]]:
    found: dict[float, list[str]] = {}
    year = 0
    start = date(first.year, first.month - (first.month - 1) % step, 1)
    while start <= last:
        centre = (moment(start) + moment(add_months(start, 1))) / 2
        if moment(first) <= centre - 9 * DAY and centre + 9 * DAY <= moment(last):
            words = [format_date(start, "LLL", locale=language())]
            found[centre] = words + ([str(start.year)] if start.year != year else [])
            year = start.year
        start = add_months(start, step)
    return found


def _days(first: date, last: date, most: int) -> dict[float, list[str]]:
    """Every day, or every so many Mondays."""
    step = next(size for size in (1, 7, 14, 28) if (last - first).days <= size * most)
    start = first if step == 1 else first + timedelta(days=-first.weekday() % 7)
    days = [start + timedelta(days=count) for count in range(0, (last - start).days, step)]
    return {moment(day) + DAY / 2: [format_date(day, "d MMM", locale=language())] for day in days}


def _day(day: date) -> dict[float, list[str]]:
    return {moment(day): [format_date(day, "LLL", locale=language()), str(day.year)]}


def _years(first: date, last: date, most: int) -> dict[float, list[str]]:
    step = math.ceil((last.year - first.year + 1) / most)
    centres = {year: _centre(year, first, last) for year in range(first.year, last.year + 1, step)}
    return {centre: [str(year)] for year, centre in centres.items() if centre is not None}


def _centre(year: int, first: date, last: date) -> float | None:
    """The middle of what is seen of a year, unless it is too little to be named."""
    start, end = max(date(year, 1, 1), first), min(date(year + 1, 1, 1), last)
    return (moment(start) + moment(end)) / 2 if (end - start).days > 90 else None


def _lookup(labels: Mapping[float, str | list[str]]) -> str:
    """A Vega expression that finds the words of a tick by its rank: no number is compared as a text."""
    return f"{json.dumps(list(labels.values()))}[indexof({json.dumps(list(labels))}, +datum.value)]"
