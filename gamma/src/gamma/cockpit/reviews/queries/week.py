"""Week: all that a check-in shows, in the order in which it is talked of; a past one reads as it did that day."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, make_aware

from gamma.cockpit.indicators.queries import Differing, Due, disagreeing, due_of, followed, told
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import kept_in_words
from gamma.cockpit.reviews.lists import Audience
from gamma.cockpit.reviews.models import Action, Agreed, Blocker, CheckIn, Note
from gamma.cockpit.reviews.queries.moves import Move, moves

Line = TypeVar("Line", Agreed, Note)
A_WEEK, AN_HOUR = timedelta(days=7), timedelta(hours=1)


@dataclass(frozen=True)
class Facts:
    """What moved since the last check-in, what is missing, what people and machines do not say alike."""

    moves: list[Move]
    due: list[Due]
    differing: list[Differing]


@dataclass(frozen=True)
class Week:
    """The check-in of a week, begun or not. `carried` are the actions of the weeks before."""

    monday: date
    checkin: CheckIn | None
    previous: CheckIn | None
    carried: list[Action]
    moves: list[Move]
    due: list[Due]
    differing: list[Differing]
    agreed: list[Agreed]
    actions: list[Action]
    blockers: list[Blocker]
    notes: list[Note]

    @property
    def open(self) -> bool:
        """Whether lines may be added to it."""
        return self.checkin is not None and self.checkin.closed_at is None


def week(enrolment: Enrolment, monday: date, *, now: datetime, roles: Set[str]) -> Week:
    """The check-in of a product in a week, as who holds these roles may read it."""
    checkins = list(enrolment.checkins.filter(week__lte=monday).order_by("-week")[:2])
    checkin = checkins[0] if checkins and checkins[0].week == monday else None
    previous = next((row for row in checkins if row is not checkin), None)
    until = (checkin.closed_at if checkin else None) or now
    day = localdate(until)
    since = _over(previous) if previous else make_aware(datetime.combine(day - A_WEEK, time.min))
    met = localdate(previous.begun_at) if previous else monday - A_WEEK
    actions = _as_of(_actions(enrolment, monday, checkin, met), day)
    facts = _facts(enrolment, since, checkin.closed_at if checkin else None, day)
    return Week(
        monday=monday,
        checkin=checkin,
        previous=previous,
        carried=[row for row in actions if not (checkin and row.checkin_id == checkin.pk)],
        moves=facts.moves,
        due=facts.due,
        differing=facts.differing,
        agreed=_lines(Agreed.objects.all(), checkin),
        actions=[row for row in actions if checkin and row.checkin_id == checkin.pk],
        blockers=_blockers(enrolment, monday, met, day),
        notes=_lines(Note.objects.filter(audience__in=readable(roles)).select_related("written_by"), checkin),
    )


def _facts(enrolment: Enrolment, since: datetime, closed: datetime | None, day: date) -> Facts:
    """What the readings tell, kept until a fact of the edition changes."""

    def make() -> Facts:
        rows = list(followed([enrolment]))
        missing = [found for found in due_of(rows, day) if found.expected]
        return Facts(moves(rows, since, closed), missing, told(disagreeing(rows, since, closed)))

    between = f"{since.timestamp()}:{closed.timestamp() if closed else ''}"
    return kept_in_words(f"week:{enrolment.pk}:{between}", enrolment.edition, day, make)


def _over(checkin: CheckIn) -> datetime:
    """When a check-in was over: one that was closed late, or never, lasted an hour at most."""
    return min(checkin.closed_at or checkin.begun_at, checkin.begun_at + AN_HOUR)


def readable(roles: Set[str]) -> list[Audience]:
    """The notes that who holds these roles may read."""
    team = [Audience.TEAM, Audience.SPONSOR]
    return [Audience.COACH, *team] if MemberRole.COACH in roles else team


def _lines(rows: QuerySet[Line], checkin: CheckIn | None) -> list[Line]:
    return list(rows.filter(checkin=checkin)) if checkin else []


def _actions(enrolment: Enrolment, monday: date, checkin: CheckIn | None, since: date) -> QuerySet[Action]:
    """What this week asks for, and what the weeks before did: not done, or done since the last check-in."""
    before = Q(checkin__week__lt=monday) & (Q(done_on=None) | Q(done_on__gt=since))
    rows = Action.objects.filter(checkin__enrolment=enrolment).select_related("owner")
    return rows.filter(before | Q(checkin=checkin) if checkin else before)


def _as_of(actions: Iterable[Action], day: date) -> list[Action]:
    """Actions as they stood on a day: what was done later was not done yet."""
    found = list(actions)
    for action in found:
        action.done_on = action.done_on if action.done_on and action.done_on <= day else None
    return found


def _blockers(enrolment: Enrolment, monday: date, since: date, until: date) -> list[Blocker]:
    rows = Blocker.objects.filter(checkin__enrolment=enrolment, checkin__week__lte=monday)
    standing = rows.filter(Q(lifted_on=None) | Q(lifted_on__gt=since))
    found = list(standing.select_related("owner", "asked_person", "lifted_by"))
    for blocker in found:
        blocker.lifted_on = blocker.lifted_on if blocker.lifted_on and blocker.lifted_on <= until else None
    return found
