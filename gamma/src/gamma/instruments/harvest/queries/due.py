"""Due: of each feed, the periods that are over and not read from it; asked in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Reading
from gamma.cockpit.indicators.queries.due import AFTER, CALENDAR
from gamma.cockpit.programme.models import Edition
from gamma.ground.periods import Period, Window, add_months, default_period, parse, span
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.models import Feed

A_DAY = timedelta(days=1)
DEFINITIONS = Prefetch("indicator__definitions", Definition.objects.select_related("unit"))
AT_ONCE = 24
"""Periods of a feed asked in one round: those before them are for the next."""


@dataclass(frozen=True)
class Need:
    """A feed, the definition it reads for, and what it lacks, the latest first; `taken` is what was read from it."""

    feed: Feed
    definition: Definition
    missing: tuple[Period, ...]
    taken: int

    def late(self, today: date) -> list[Period]:
        """What its owner should be told of."""
        wait = timedelta(days=self.feed.delay + self.feed.patience)
        return [one for one in self.missing if one.last and one.last + wait < today]


def feeds() -> QuerySet[Feed]:
    """Every feed, with what its readings are of."""
    related = ("source", "owner", "indicator__enrolment__edition", "indicator__enrolment__product")
    return Feed.objects.select_related(*related).prefetch_related(DEFINITIONS)


def due(now: datetime) -> list[Need]:
    """The feeds to read by now, and what they lack."""
    waiting = Q(not_before=None) | Q(not_before__lte=now)
    rows = feeds().filter(waiting, enabled=True, indicator__status=Status.ACTIVE).exclude(kind=FeedKind.WEBHOOK)
    return [need for need in needs(rows, timezone.localdate(now)) if need.missing]


def needs(rows: QuerySet[Feed] | Collection[Feed], today: date) -> list[Need]:
    """What each of these feeds lacks; three queries however many they are."""
    found = [row for row in rows if row.indicator.definitions.all()]
    taken = _taken(found)
    return [_need(row, taken[row.source_id], today) for row in found]


def last_over(window: Window, today: date) -> Period | None:
    """The last period of a window that is over; None for those that have no calendar."""
    return default_period(window, _turn(window, today)[0] - A_DAY) if window in CALENDAR else None


def withdrawn(feed: Feed, period: Period) -> bool:
    """Whether a person withdrew what a feed read of a period: it is not to be read again."""
    rows = Reading.objects.filter(source=feed.source_id, period=period.text).order_by("-revision")
    return bool(rows.values_list("withdrawn", flat=True).first())


def definition_of(feed: Feed) -> Definition:
    """The version of its indicator that a feed reads for: the last."""
    return list(feed.indicator.definitions.all())[-1]


def _need(feed: Feed, taken: set[str], today: date) -> Need:
    definition = definition_of(feed)
    over = min(today - timedelta(days=feed.delay), _end(feed.indicator.enrolment.edition))
    expected = list(_expected(definition.span_window, _first(feed, definition), over))
    missing = [period for period in reversed(expected) if period.text not in taken]
    return Need(feed, definition, tuple(missing), len(taken))


def _expected(window: Window, first: date | None, over: date) -> Iterator[Period]:
    """The periods that end by a day, from the one that a first day is in."""
    while window in CALENDAR and first is not None and (end := _turn(window, first)[1]) <= over:
        yield default_period(window, end)
        first = end + A_DAY


def _first(feed: Feed, definition: Definition) -> date | None:
    if feed.first:
        return parse(feed.first).last
    found = last_over(definition.span_window, timezone.localdate(feed.made_at))
    return found.last if found else None


def _turn(window: Window, day: date) -> tuple[date, date]:
    """The first and last day of the turn of the calendar that a day is in."""
    period = default_period(CALENDAR[window], day)
    return period.first or day, period.last or day


def _end(edition: Edition) -> date:
    """The last day on which something of an edition is still read."""
    return add_months(span(edition.ends)[1], AFTER + 1) - A_DAY if edition.ends else date.max


def _taken(rows: Collection[Feed]) -> dict[int, set[str]]:
    """By source, the periods that were read: those that a person withdrew too, so that nothing brings them back."""
    found: dict[int, set[str]] = defaultdict(set)
    readings = Reading.objects.filter(source__in=[row.source_id for row in rows], revision=0)
    for source, period in readings.values_list("source_id", "period"):
        found[source].add(period)
    return found
