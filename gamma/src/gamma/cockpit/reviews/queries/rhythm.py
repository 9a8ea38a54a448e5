"""Rhythm: how the weekly half hours of products go, in as many queries for one as for three hundred."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max, Min, QuerySet

from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews.lists import Audience
from gamma.cockpit.reviews.models import Action, Blocker, Note

RECENT = timedelta(days=60)

Enrolments = Iterable[Enrolment] | QuerySet[Enrolment]


@dataclass(frozen=True)
class Pulse:
    """The day of the last check-in, how many actions are late, how many blockers stand and since when the oldest."""

    last_checkin: date | None = None
    overdue: int = 0
    blockers: int = 0
    blocked: date | None = None


@dataclass(frozen=True)
class Rhythm:
    """The blockers that stand, and the notes shared lately with the sponsor."""

    blockers: list[Blocker] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def pulses(enrolments: QuerySet[Enrolment], today: date) -> Mapping[int, Pulse]:
    """By the row of each enrolment, whether or not it holds check-ins; counted by the base, in three queries."""
    keys = enrolments.order_by().values_list("pk", flat=True)
    overdue, blocked = _overdue(keys, today), _blocked(keys)
    last = keys.annotate(last=Max("checkins__begun_at__date")).values_list("pk", "last")
    return {key: Pulse(met, overdue.get(key, 0), *blocked.get(key, (0, None))) for key, met in last}


def rhythm(enrolment: Enrolment, today: date) -> Rhythm:
    """What the check-ins of a product left open, and what they shared."""
    blockers = Blocker.objects.filter(checkin__enrolment=enrolment, lifted_on=None)
    notes = Note.objects.filter(checkin__enrolment=enrolment, audience=Audience.SPONSOR)
    recent = notes.filter(checkin__week__gt=today - RECENT).order_by("-checkin__week", "-pk")
    return Rhythm(
        list(blockers.select_related("owner", "asked_person")), list(recent.select_related("checkin", "written_by"))
    )


def open_actions(enrolments: Enrolments) -> QuerySet[Action]:
    """What is not done, the first due first."""
    rows = Action.objects.filter(checkin__enrolment__in=enrolments, done_on=None)
    return rows.select_related("owner", "checkin__enrolment__product", "checkin__enrolment__edition")


def overdue_actions(enrolments: Enrolments, today: date) -> QuerySet[Action]:
    """What should have been done before today."""
    return open_actions(enrolments).filter(due__lt=today)


def open_blockers(enrolments: Enrolments, asked: str) -> QuerySet[Blocker]:
    """What a role is asked to lift, the oldest first."""
    rows = Blocker.objects.filter(checkin__enrolment__in=enrolments, lifted_on=None, asked_role=asked)
    return rows.select_related("checkin__enrolment__product", "checkin__enrolment__edition")


def _overdue(keys: Iterable[int], today: date) -> dict[int, int]:
    rows = Action.objects.filter(checkin__enrolment__in=keys, done_on=None, due__lt=today).order_by()
    return {row["checkin__enrolment"]: row["n"] for row in rows.values("checkin__enrolment").annotate(n=Count("pk"))}


def _blocked(keys: Iterable[int]) -> dict[int, tuple[int, date]]:
    """How many blockers stand, and since when the oldest does."""
    rows = Blocker.objects.filter(checkin__enrolment__in=keys, lifted_on=None).order_by()
    found = rows.values_list("checkin__enrolment").annotate(Count("pk"), Min("since"))
    return {key: (count, since) for key, count, since in found}
