"""Spans: the periods of the research notation, told in words, in the notation of periods of this project."""

import re
from dataclasses import dataclass

from gamma.ground.periods import PeriodError, parse, span

OPENING = ("since launch", "since opening", "cumulative")


@dataclass(frozen=True)
class Span:
    """What is said of a reading: the period it covers, the date it is given for, and the kind of its indicator."""

    period: str | None
    as_of: str | None
    kind: str

    @property
    def day(self) -> str:
        """The date it is given for, empty where that is none."""
        return self.as_of if self.as_of and partial(self.as_of) else ""

    @property
    def unread(self) -> str:
        """What the notation of periods cannot say, to be told in a note."""
        words = [word for word in (self.as_of,) if word and not self.day]
        known = self.period in (None, "week", "12 rolling months", *OPENING) or partial(self.period or "")
        rolling = bool(re.fullmatch(r"12 rolling months to \d{4}-\d\d", self.period or ""))
        return " · ".join(word for word in (*words, None if known or rolling else self.period) if word)


def spanned(said: Span) -> str:
    """The period in our notation: what is not said stays unstated."""
    period, day = said.period or "", said.day
    if partial(period):
        return period
    if period.startswith("12 rolling months"):
        return period.replace("12 rolling months", "12 months")
    if period in OPENING:
        return f"since start to {day}" if day else "since start"
    if period == "week" and day:
        return f"a week of {day[:7]}"
    if said.kind == "stock" and not period and day:
        return f"at {day}"
    return f"unstated {day}".strip()


def partial(text: str) -> bool:
    """True of a date known to the year, the month or the day."""
    try:
        span(text)
        parse(text)
    except PeriodError:
        return False
    return True
