"""Periods: what span of time a figure covers, written in one line and compared without guessing.

The notation, used in season files, tables and addresses:

    at 2020-12-31 · at 2020-12 · at 2020     an instant, known to the day, the month or the year
    2020-12-31                               a day
    2020-W53 · a week of 2020-12             a week (ISO), or one of a month, not said which
    2020-12 · 2020-Q4 · 2020                 a month, a quarter, a year
    12 months to 2021-02 · 12 months         twelve rolling months; their end may be unstated
    since start to 2020-11 · since start     everything since the service opened
    2020-03/2021-02 · 2021-09-01/2021-09-08  any other span, bounds included
    unstated 2021-03 · unstated              a figure published without saying what it covers
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Window(StrEnum):
    """The closed list of the spans a figure may cover."""

    INSTANT = "instant"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ROLLING = "rolling_12_months"
    SINCE_START = "since_start"
    RANGE = "range"
    UNSTATED = "unstated"


EARLIEST, LATEST = 1900, 2199


class PeriodError(ValueError):
    """A text that is not a period; its message says what is wrong and how to write it."""


@dataclass(frozen=True)
class Period:
    """A span of time: `first` and `last` day included, None where the source does not say.

    For an instant, and for "a week of" a month, the bounds say how precisely it is known.
    """

    text: str
    window: Window
    first: date | None
    last: date | None

    @property
    def certain(self) -> bool:
        """True when the span is known to the day (an instant known to the month is not)."""
        if self.window is Window.INSTANT:
            return self.first is not None and self.first == self.last
        vague_week = self.window is Window.WEEK and self.text.startswith("a ")
        return self.window is not Window.UNSTATED and None not in (self.first, self.last) and not vague_week

    @property
    def begins_by(self) -> date | None:
        """The earliest day on which the last unit named has begun: no source older than it can give the figure."""
        if self.last is None:
            return None
        if self.window is Window.WEEK and self.certain:
            return self.first
        return self.last if len(self.text.split()[-1].split("/")[-1]) == len("2020-01-01") else _opening(self)

    def frame(self) -> tuple[date, date] | None:
        """The days between which the end of a reading must fall for it to speak of this period.

        An instant is answered by any reading of its month; a week by the weeks that begin in it.
        """
        if self.last is None:
            return None
        if self.window in (Window.INSTANT, Window.SINCE_START):
            return month_span(self.last)
        if self.window is Window.WEEK:
            return self.first or self.last, self.last
        return self.last, self.last

    def answers(self, asked: "Period") -> bool:
        """True when a reading of this period tells of the period `asked`."""
        frame = asked.frame()
        unspoken = self.window is not asked.window or self.window is Window.UNSTATED
        if frame is None or unspoken or self.last is None:
            return False
        if self.window is Window.SINCE_START:
            return frame[0] <= self.last <= frame[1]
        if self.first is None:
            return False
        if self.window in (Window.INSTANT, Window.WEEK):
            return frame[0] <= self.first <= frame[1] and self.last <= frame[1] + timedelta(days=6)
        return (self.first, self.last) == (asked.first, asked.last)

    def year_before(self) -> "Period | None":
        """The same span one year earlier (the same ISO week for a week), None where there is none."""
        if not self.certain or self.first is None or self.last is None:
            return None
        if self.window is Window.WEEK:
            year, week, _ = self.first.isocalendar()
            return _week_or_none(year - 1, week)
        earlier = re.sub(r"\d{4}", lambda year: str(int(year[0]) - 1), self.text)
        return _parse_or_none(earlier)


def month_span(day: date) -> tuple[date, date]:
    """The first and last day of the month of `day`."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def span(text: str) -> tuple[date, date]:
    """First and last day of a date known to the year, the month or the day ("2020", "2020-09", "2020-09-30")."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text, re.ASCII)
    if not match:
        raise PeriodError(f"“{text}” n'est pas une date : écrire 2020, 2020-09 ou 2020-09-30")
    year, month, day = (None if part is None else int(part) for part in match.groups())
    _near_enough(int(year or 0))
    try:
        if day is not None:
            return (date(int(year or 0), month or 0, day),) * 2
        if month is not None:
            return month_span(date(int(year or 0), month, 1))
        return date(int(year or 0), 1, 1), date(int(year or 0), 12, 31)
    except ValueError as error:
        raise PeriodError(f"“{text}” n'existe pas dans le calendrier") from error


def future(text: str, today: date) -> bool:
    """Whether a date, as far as it is known, has not come."""
    return bool(text) and span(text)[0] > today


@lru_cache(maxsize=20_000)
def parse(text: str) -> Period:
    """Read a period in the notation above; raise PeriodError when it is none of it."""
    text = " ".join(text.split())
    for pattern, read in _FORMS:
        match = re.fullmatch(pattern, text, re.ASCII)
        if match:
            return read(text, *match.groups())
    raise PeriodError(
        f"“{text}” n'est pas une période : écrire par exemple 2020-12, 2020, 2020-W53, at 2020-12-31, "
        "12 months to 2021-02, 2020-03/2021-02 ou unstated"
    )


def _near_enough(year: int) -> None:
    if not EARLIEST <= year <= LATEST:
        raise PeriodError(f"l'année {year} est trop loin : écrire une année de {EARLIEST} à {LATEST}")


def default_period(window: Window, due: date) -> Period:
    """The period of `window` that a due date speaks of: its month, its year, the instant itself…"""
    year, week, _ = due.isocalendar()
    texts = {
        Window.INSTANT: f"at {due}",
        Window.DAY: f"{due}",
        Window.WEEK: f"{year}-W{week:02}",
        Window.MONTH: f"{due:%Y-%m}",
        Window.QUARTER: f"{due.year}-Q{(due.month + 2) // 3}",
        Window.YEAR: f"{due.year}",
        Window.ROLLING: f"12 months to {due:%Y-%m}",
        Window.SINCE_START: f"since start to {due:%Y-%m}",
    }
    return parse(texts.get(window, f"unstated {due:%Y-%m}"))


def _opening(period: Period) -> date | None:
    """First day of the last month, quarter or year that the text names."""
    if period.window in (Window.ROLLING, Window.SINCE_START, Window.RANGE) and period.last:
        return span(period.text.split()[-1].split("/")[-1])[0]
    return period.first


def _instant(text: str, day: str) -> Period:
    return Period(text, Window.INSTANT, *span(day))


def _calendar(text: str) -> Period:
    window = {4: Window.YEAR, 7: Window.MONTH, 10: Window.DAY}[len(text)]
    return Period(text, window, *span(text))


def _week(text: str, year: str, week: str) -> Period:
    _near_enough(int(year))
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError as error:
        raise PeriodError(f"la semaine {week} n'existe pas en {year}") from error
    return Period(text, Window.WEEK, monday, monday + timedelta(days=6))


def _vague_week(text: str, month: str) -> Period:
    return Period(text, Window.WEEK, *span(month))


def _quarter(text: str, year: str, quarter: str) -> Period:
    first = span(f"{year}-{int(quarter) * 3 - 2:02}")[0]
    return Period(text, Window.QUARTER, first, add_months(first, 3) - timedelta(days=1))


def _rolling(text: str, month: str | None = None) -> Period:
    if month is None:
        return Period(text, Window.ROLLING, None, None)
    first, last = span(month)
    return Period(text, Window.ROLLING, add_months(first, -11), last)


def _since_start(text: str, until: str | None = None) -> Period:
    return Period(text, Window.SINCE_START, None, span(until)[1] if until else None)


def _range(text: str, start: str, end: str) -> Period:
    first, last = span(start)[0], span(end)[1]
    if first > last:
        raise PeriodError(f"“{text}” finit avant de commencer : écrire la date la plus ancienne d'abord")
    return Period(text, Window.RANGE, first, last)


def _unstated(text: str, around: str | None = None) -> Period:
    return Period(text, Window.UNSTATED, *(span(around) if around else (None, None)))


def _week_or_none(year: int, week: int) -> Period | None:
    return _parse_or_none(f"{year}-W{week:02}")


def _parse_or_none(text: str) -> Period | None:
    try:
        return parse(text)
    except PeriodError:
        return None


_DATE = r"(\d{4}(?:-\d\d(?:-\d\d)?)?)"
_MONTH = r"(\d{4}-\d\d)"
_FORMS: list[tuple[str, Callable[..., Period]]] = [
    (rf"at {_DATE}", _instant),
    (r"\d{4}(?:-\d\d(?:-\d\d)?)?", _calendar),
    (r"(\d{4})-W(\d\d)", _week),
    (rf"a week of {_MONTH}", _vague_week),
    (r"(\d{4})-Q([1-4])", _quarter),
    (rf"12 months(?: to {_MONTH})?", _rolling),
    (rf"since start(?: to {_DATE})?", _since_start),
    (rf"{_DATE}/{_DATE}", _range),
    (rf"unstated(?: {_DATE})?", _unstated),
]
