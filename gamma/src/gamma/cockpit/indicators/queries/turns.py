"""Turns: how the periods of a definition follow one another in the calendar, and until when they are read."""

from collections.abc import Iterator
from datetime import date, timedelta

from gamma.cockpit.programme.models import Edition
from gamma.ground.periods import Period, Window, add_months, default_period, span

AFTER = 2  # months after the edition in which its indicators are still read
A_DAY = timedelta(days=1)
CALENDAR = {
    **{window: window for window in (Window.DAY, Window.WEEK, Window.MONTH, Window.QUARTER, Window.YEAR)},
    **dict.fromkeys([Window.INSTANT, Window.ROLLING, Window.SINCE_START], Window.MONTH),
}
"""How often each sort of period comes round."""


def turn(window: Window, day: date) -> tuple[date, date]:
    """The first and last day of the turn of the calendar that a day is in."""
    period = default_period(CALENDAR[window], day)
    return period.first or day, period.last or day


def turns(window: Window, first: date, last: date) -> int:
    """How many turns of the calendar end between two days on which one does."""
    months = {Window.MONTH: 1, Window.QUARTER: 3, Window.YEAR: 12}.get(CALENDAR[window])
    if months is None:
        return (last - first).days // (7 if window is Window.WEEK else 1) + 1
    return ((last.year - first.year) * 12 + last.month - first.month) // months + 1


def closed(window: Window, since: date, today: date) -> Iterator[Period]:
    """The periods that are over, the oldest first, from the one in whose turn the day `since` is."""
    last = turn(window, since)[1]
    while last < today:
        yield default_period(window, last)
        last = turn(window, last + A_DAY)[1]


def last_closed(window: Window, today: date) -> Period:
    """The last period that is over."""
    return default_period(window, turn(window, today)[0] - A_DAY)


def until(edition: Edition) -> date:
    """The last day on which the indicators of an edition are read."""
    return add_months(span(edition.ends)[1], AFTER + 1) - A_DAY if edition.ends else date.max
