"""Due: of each indicator that is followed, the period that should be read by now, and for how long it has been missing.

A period may be read the day after it ends. Nothing is due beyond two months after the edition.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Indicator, Reading
from gamma.cockpit.indicators.queries.current import last_of_its_kind
from gamma.cockpit.indicators.queries.tracks import DEFINITIONS
from gamma.cockpit.indicators.queries.turns import A_DAY, CALENDAR, turn, turns, until
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.ground.periods import Period, Window, default_period, span

GRACE = 7  # days in which a period is to be read, before it is late


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


def _due(indicator: Indicator, definition: Definition, last: Reading | None, today: date) -> Due:
    window = definition.span_window
    if window not in CALENDAR:
        return Due(indicator, definition, last, None, 0, None)
    over = turn(window, today)[0] - A_DAY
    missing = _missing(window, last, indicator.enrolment.edition)
    if missing is None or missing > over or today > until(indicator.enrolment.edition):
        upcoming = missing if missing and missing > over else turn(window, today)[1]
        return Due(indicator, definition, last, None, 0, default_period(window, upcoming))
    coming, count = default_period(window, missing), turns(window, missing, over)
    return Due(indicator, definition, last, default_period(window, over), (today - missing).days, coming, count)


def _missing(window: Window, last: Reading | None, edition: Edition) -> date | None:
    """The last day of the first period not read: the one after the last reading, or the first of the edition."""
    if last and last.ends_on:
        return turn(window, turn(window, last.ends_on)[1] + A_DAY)[1]
    return turn(window, span(edition.starts)[0])[1] if edition.starts else None
