"""Due: of each feed, the periods that are over and not read from it; asked in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Reading
from gamma.cockpit.indicators.queries.turns import CALENDAR, closed, last_closed, until
from gamma.ground.periods import Period, Window, parse
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
    return last_closed(window, today) if window in CALENDAR else None


def withdrawn(feed: Feed, period: Period) -> bool:
    """Whether a person withdrew what a feed read of a period: it is not to be read again."""
    rows = Reading.objects.filter(source=feed.source_id, period=period.text).order_by("-revision")
    return bool(rows.values_list("withdrawn", flat=True).first())


def definition_of(feed: Feed) -> Definition:
    """The version of its indicator that a feed reads for: the last."""
    return list(feed.indicator.definitions.all())[-1]


def _need(feed: Feed, taken: set[str], today: date) -> Need:
    definition = definition_of(feed)
    over = min(today - timedelta(days=feed.delay), until(feed.indicator.enrolment.edition))
    expected = _expected(definition.span_window, _first(feed, definition), over)
    missing = [period for period in reversed(expected) if period.text not in taken]
    return Need(feed, definition, tuple(missing), len(taken))


def _expected(window: Window, first: date | None, over: date) -> list[Period]:
    """The periods that end by a day, from the one that a first day is in."""
    return list(closed(window, first, over + A_DAY)) if window in CALENDAR and first is not None else []


def _first(feed: Feed, definition: Definition) -> date | None:
    if feed.first:
        return parse(feed.first).last
    found = last_over(definition.span_window, timezone.localdate(feed.made_at))
    return found.last if found else None


def _taken(rows: Collection[Feed]) -> dict[int, set[str]]:
    """By source, the periods that were read: those that a person withdrew too, so that nothing brings them back."""
    found: dict[int, set[str]] = defaultdict(set)
    readings = Reading.objects.filter(source__in=[row.source_id for row in rows], revision=0)
    for source, period in readings.values_list("source_id", "period"):
        found[source].add(period)
    return found
