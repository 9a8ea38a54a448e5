"""Week: all that a check-in shows, in the order in which it is talked of; a past one reads as it did that day."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from gamma.cockpit.indicators.lists import Status, Verdict
from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.indicators.queries import Due, Track, due, tracks
from gamma.cockpit.indicators.verdicts import so_far
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews.lists import Audience
from gamma.cockpit.reviews.models import Action, Agreed, Blocker, CheckIn, Note

Line = TypeVar("Line", Agreed, Note, Action)
A_WEEK, AN_HOUR = timedelta(days=7), timedelta(hours=1)


@dataclass(frozen=True)
class Move:
    """An indicator that was read since the last check-in: what it was, what it is, how near to its target that is."""

    indicator: Indicator
    definition: Definition
    before: Reading | None
    after: Reading
    target: Target | None
    attainment: Decimal | None
    verdict: Verdict | None
    others: int

    @property
    def correction(self) -> bool:
        """Whether it is the same period told otherwise."""
        return self.after.revision > 0


@dataclass(frozen=True)
class Week:
    """The check-in of a week, begun or not. `carried` are the actions of the weeks before."""

    monday: date
    checkin: CheckIn | None
    previous: CheckIn | None
    carried: list[Action]
    moves: list[Move]
    due: list[Due]
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
    since = _over(previous) if previous else until - A_WEEK
    met = localdate(previous.begun_at) if previous else monday - A_WEEK
    return Week(
        monday=monday,
        checkin=checkin,
        previous=previous,
        carried=_as_of(_carried(enrolment, monday, met), day),
        moves=_moves(enrolment, since, until),
        due=[found for found in due([enrolment], day) if found.expected],
        agreed=_lines(Agreed.objects.all(), checkin),
        actions=_as_of(_lines(Action.objects.select_related("owner"), checkin), day),
        blockers=_blockers(enrolment, monday, met, day),
        notes=_lines(Note.objects.filter(audience__in=readable(roles)).select_related("written_by"), checkin),
    )


def _over(checkin: CheckIn) -> datetime:
    """When a check-in was over: one that was closed late, or never, lasted an hour at most."""
    return min(checkin.closed_at or checkin.begun_at, checkin.begun_at + AN_HOUR)


def readable(roles: Set[str]) -> list[Audience]:
    """The notes that who holds these roles may read."""
    team = [Audience.TEAM, Audience.SPONSOR]
    return [Audience.COACH, *team] if MemberRole.COACH in roles else team


def _lines(rows: QuerySet[Line], checkin: CheckIn | None) -> list[Line]:
    return list(rows.filter(checkin=checkin)) if checkin else []


def _carried(enrolment: Enrolment, monday: date, since: date) -> list[Action]:
    """What the weeks before asked for: not done, or done since the last check-in."""
    rows = Action.objects.filter(checkin__enrolment=enrolment, checkin__week__lt=monday)
    return list(rows.filter(Q(done_on=None) | Q(done_on__gt=since)).select_related("owner"))


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


def _moves(enrolment: Enrolment, since: datetime, until: datetime) -> list[Move]:
    rows = Indicator.objects.filter(enrolment=enrolment, followed=True, status=Status.ACTIVE)
    found = (_move(track, since, until) for track in tracks(rows))
    return [move for move in found if move]


def _move(track: Track, since: datetime, until: datetime) -> Move | None:
    known = [row for row in (*track.readings, *track.corrected) if row.recorded_at <= until]
    fresh = sorted((row for row in known if row.recorded_at > since), key=_order)
    if not fresh:
        return None
    after = fresh[-1]
    target = _target(track, localdate(until))
    return Move(
        indicator=track.indicator,
        definition=after.definition,
        before=_before(after, known),
        after=after,
        target=target,
        attainment=so_far(target, after) if target else None,
        verdict=track.judged(target, localdate(until)).verdict if target else None,
        others=len({row.period for row in fresh}) - 1,
    )


def _order(reading: Reading) -> tuple[date, int, int]:
    return reading.ends_on or date.min, reading.revision, reading.pk


def _before(after: Reading, known: Iterable[Reading]) -> Reading | None:
    """What a correction corrects; otherwise the last period before, as it was known."""
    if after.revision:
        same = (row for row in known if _key(row) == _key(after) and row.revision < after.revision)
        return max(same, key=_order, default=None)
    earlier = (row for row in known if row.window == after.window and _order(row) < _order(after))
    return max((row for row in earlier if row.period != after.period), key=_order, default=None)


def _key(reading: Reading) -> tuple[int, str, int]:
    return reading.definition_id, reading.period, reading.source_id


def _target(track: Track, today: date) -> Target | None:
    """The target worked for: the next one due, or the last."""
    numeric = sorted((row for row in track.targets if row.numeric), key=lambda row: row.due)
    return next((row for row in numeric if row.due >= today), numeric[-1] if numeric else None)
