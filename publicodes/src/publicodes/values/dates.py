"""Dates: texts `DD/MM/YYYY`, the days they stand for and the time between two of them.

A day is a number of days of the proleptic Gregorian calendar, 1 for 01/01/0001, as `datetime.date.toordinal` counts.
Every difference is made of sums, products, floors and comparisons, so that it is written the same way over columns.
"""

from __future__ import annotations

import math
from calendar import leapdays, monthrange
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

UNITS: Final = ("jour", "mois", "trimestre", "an", "trimestre civil", "année civile")
MARCH: Final = 3
CENTURY: Final = 100


def normalised(text: str) -> str:
    """`[D]D/[M]M/YYYY` or `[M]M/YYYY` as `DD/MM/YYYY`. ValueError when the calendar has no such day."""
    *days, month, year = (int(part) for part in text.split("/"))
    day = days[0] if days else 1
    if not _exists(day, month, year) and days:
        raise ValueError(f"the calendar has no {text}")
    return f"{day:02d}/{month:02d}/{year:02d}"


def _exists(day: int, month: int, year: int) -> bool:
    """Whether the day exists; the reference counts the years before 100 from 1900."""
    try:
        date(year if year >= CENTURY else 1900 + year, month, day)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def ordinal(text: str) -> int | None:
    """The day of a date text, None when the text is no date `DD/MM/YYYY`."""
    if len(text) != 10 or text[2] != "/" or text[5] != "/":
        return None
    day, month, year = text[:2], text[3:5], text[6:]
    if not all(part.isascii() and part.isdecimal() for part in (day, month, year)):
        return None
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None


def text(day: int) -> str:
    """The date text of a day."""
    found = date.fromordinal(day)
    return f"{found.day:02d}/{found.month:02d}/{found.year:04d}"


def difference(start: int, end: int, unit: str) -> float:
    """The time from a day to another in one of UNITS, negative when they are in the other order."""
    return DIFFERENCES[unit](date.fromordinal(start), date.fromordinal(end))


def _days(start: date, end: date) -> float:
    return float((end - start).days)


def _months(start: date, end: date) -> float:
    """The end day is included: from a day to itself is a part of month."""
    whole = end.month - start.month + 12 * (end.year - start.year)
    return whole - (start.day - 1) / _length(start) + end.day / _length(end)


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _years(start: date, end: date) -> float:
    """Both bounds shift by the place of the start in its year [Q-5]."""
    late = start.month >= MARCH
    return (_days(start, end) - _leaps(start.year + late, end.year - (not late))) / 365


def _leaps(first: int, last: int) -> int:
    """How many leap years there are from one year to another, both included."""
    return max(0, leapdays(first, last + 1))


def _quarters(start: date, end: date) -> float:
    """The quarters touched, first and last included."""
    return float((end.year - start.year) * 4 + (end.month - 1) // 3 - (start.month - 1) // 3 + 1)


def _civil_years(start: date, end: date) -> float:
    """The years touched. Backwards, a leap day makes the quotient fall below a whole number, as in the reference."""
    return float(math.floor(_years(date(start.year, 1, 1), date(end.year, 1, 1))) + 1)


DIFFERENCES: Final[Mapping[str, Callable[[date, date], float]]] = {
    "jour": _days,
    "mois": _months,
    "trimestre": lambda start, end: _months(start, end) / 3,
    "an": _years,
    "trimestre civil": _quarters,
    "année civile": _civil_years,
}
