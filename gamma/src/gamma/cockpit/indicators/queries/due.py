"""Due: of each indicator that is followed, the period that should be read by now, and for how long it has been missing.

A period may be read the day after it ends. Nothing is due beyond two months after the edition.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Indicator, Reading
from gamma.cockpit.indicators.queries.current import last_of_its_kind
from gamma.cockpit.indicators.queries.tracks import DEFINITIONS
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.ground.periods import Period, Window, add_months, default_period, span

AFTER = 2  # months after the edition in which its indicators are still read
GRACE = 7  # days in which a period is to be read, before it is late
A_DAY = timedelta(days=1)
CALENDAR = {
    **{window: window for window in (Window.DAY, Window.WEEK, Window.MONTH, Window.QUARTER, Window.YEAR)},
    **dict.fromkeys([Window.INSTANT, Window.ROLLING, Window.SINCE_START], Window.MONTH),
}
"""How often each sort of period comes round."""


@dataclass(frozen=True)
class Due:
    """An indicator and its last reading of its own sort of period.

    `expected` is the last period that is over and not read, None when nothing is missing; `coming` the next one to
    read, the first of those `missing` if any; `days` how long it has been over.
    """

    indicator: Indicator
    definition: Definition
    last: Reading | None
    expected: Period | None
    days: int
    coming: Period | None
    missing: int = 0

    @property
    def late(self) -> bool:
        """Whether it is missing for longer than reading takes."""
        return self.days > GRACE


def due(enrolments: Iterable[Enrolment] | QuerySet[Enrolment], today: date) -> list[Due]:
    """Of each indicator followed by these products, what is due; in four queries however many they are."""
    return due_of(list(followed(enrolments)), today)


def due_of(rows: Collection[Indicator], today: date) -> list[Due]:
    """The same of indicators in hand, as `followed` finds them."""
    definitions = {row.pk: list(row.definitions.all())[-1] for row in rows if row.definitions.all()}
    last = last_of_its_kind(definitions.values())
    found = ((row, definitions[row.pk]) for row in rows if row.pk in definitions)
    return [_due(row, definition, last.get(definition.pk), today) for row, definition in found]


def followed(enrolments: Iterable[Enrolment] | QuerySet[Enrolment]) -> QuerySet[Indicator]:
    """The indicators that these products follow, with their definitions and their units."""
    rows = Indicator.objects.filter(enrolment__in=enrolments, followed=True, status=Status.ACTIVE)
    related = rows.select_related("enrolment__edition", "enrolment__product").order_by("enrolment__rank", "rank")
    return related.prefetch_related(DEFINITIONS)


def closed(window: Window, since: date, today: date) -> list[Period]:
    """The periods of a sort that are over, from the one that a day is in; none for a sort that no calendar brings."""
    if window not in CALENDAR:
        return []
    found, last = [], _turn(window, since)[1]
    while last < today:
        found.append(default_period(window, last))
        last = _turn(window, last + A_DAY)[1]
    return found


def _due(indicator: Indicator, definition: Definition, last: Reading | None, today: date) -> Due:
    window = definition.span_window
    if window not in CALENDAR:
        return Due(indicator, definition, last, None, 0, None)
    over = _turn(window, today)[0] - A_DAY
    missing = _missing(window, last, indicator.enrolment.edition)
    if missing is None or missing > over or today > _end(indicator.enrolment.edition):
        upcoming = missing if missing and missing > over else _turn(window, today)[1]
        return Due(indicator, definition, last, None, 0, default_period(window, upcoming))
    coming, count = default_period(window, missing), _turns(window, missing, over)
    return Due(indicator, definition, last, default_period(window, over), (today - missing).days, coming, count)


def _turns(window: Window, first: date, last: date) -> int:
    """How many turns of the calendar end between two days on which one does."""
    months = {Window.MONTH: 1, Window.QUARTER: 3, Window.YEAR: 12}.get(CALENDAR[window])
    if months is None:
        return (last - first).days // (7 if window is Window.WEEK else 1) + 1
    return ((last.year - first.year) * 12 + last.month - first.month) // months + 1


def _missing(window: Window, last: Reading | None, edition: Edition) -> date | None:
    """The last day of the first period not read: the one after the last reading, or the first of the edition."""
    if last and last.ends_on:
        return _turn(window, _turn(window, last.ends_on)[1] + A_DAY)[1]
    return _turn(window, span(edition.starts)[0])[1] if edition.starts else None


def _turn(window: Window, day: date) -> tuple[date, date]:
    """The first and last day of the turn of the calendar that a day is in."""
    period = default_period(CALENDAR[window], day)
    return period.first or day, period.last or day


def _end(edition: Edition) -> date:
    return add_months(span(edition.ends)[1], AFTER + 1) - A_DAY if edition.ends else date.max
