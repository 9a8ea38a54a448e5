"""Reminding: the evening before a check-in, who leads a product and who looks after its data are told what it lacks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from gamma.cockpit.indicators.models import Definition
from gamma.cockpit.indicators.queries import Due, due
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.cockpit.reviews.actions.weekly import monday
from gamma.cockpit.reviews.models import Action, CheckIn, Reminder, Slot
from gamma.cockpit.reviews.queries.rhythm import overdue_actions
from gamma.ground.accounts.models import Person
from gamma.ground.mail.sending import send
from gamma.ground.periods import span

EVENING = 16
A_DAY = timedelta(days=1)
TOLD = (MemberRole.PRODUCT_LEAD, MemberRole.DATA_OWNER)


@dataclass(frozen=True)
class Meeting:
    """A check-in to come."""

    enrolment: Enrolment
    at: datetime

    @property
    def week(self) -> date:
        return monday(self.at.date())

    @property
    def address(self) -> str:
        words = [self.enrolment.edition.slug, self.enrolment.product.slug, self.week]
        return settings.PUBLIC_URL + reverse("reviews:week", args=words)


@dataclass(frozen=True)
class Ask:
    """What a person is asked for one check-in: readings, and their own actions that are late."""

    meeting: Meeting
    missing: list[Due]
    actions: list[Action]

    @property
    def definitions(self) -> list[Definition]:
        return [found.definition for found in self.missing]


def remind(*, now: datetime) -> int:
    """Write to each person once for the check-ins of tomorrow, and of today if it was not done; return how many."""
    local = timezone.localtime(now)
    meetings = {found.enrolment.pk: found for found in _meetings(local)}
    asks = _asks(meetings, local.date())
    return sum(_sent(person, found, now) for person, found in asks.items())


def _meetings(now: datetime) -> Iterator[Meeting]:
    """The check-ins near enough to be told of, of the editions under way, but for those begun already."""
    days = [now.date(), *([now.date() + A_DAY] if now.hour >= EVENING else [])]
    begun = CheckIn.objects.filter(enrolment=OuterRef("pk"), week__in=[monday(day) for day in days])
    rows = Enrolment.objects.filter(~Exists(begun)).select_related("edition", "product", "slot")
    for enrolment in rows:
        meetings = (Meeting(enrolment, _at(enrolment, day)) for day in days if _runs(enrolment, day))
        yield from (found for found in meetings if found.at > now and found.at.weekday() == _slot(enrolment).weekday)


def _slot(enrolment: Enrolment) -> Slot:
    return getattr(enrolment, "slot", None) or Slot()


def _at(enrolment: Enrolment, day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(_slot(enrolment).hour)))


def _runs(enrolment: Enrolment, day: date) -> bool:
    edition = enrolment.edition
    begun = bool(edition.starts) and span(edition.starts)[0] <= day
    return begun and (not edition.ends or day <= span(edition.ends)[1])


def _asks(meetings: dict[int, Meeting], today: date) -> dict[Person, list[Ask]]:
    """By person, what each of their check-ins asks of them; nobody who is asked nothing."""
    enrolments = [found.enrolment for found in meetings.values()]
    missing, late = _missing(enrolments, today), _late(enrolments, today)
    asks: dict[Person, list[Ask]] = defaultdict(list)
    for key, person in _told(enrolments):
        ask = Ask(meetings[key], missing[key], late[key, person.pk])
        if ask.missing or ask.actions:
            asks[person].append(ask)
    return asks


def _missing(enrolments: Iterable[Enrolment], today: date) -> dict[int, list[Due]]:
    grouped: dict[int, list[Due]] = defaultdict(list)
    for found in due(enrolments, today):
        if found.expected:
            grouped[found.indicator.enrolment_id].append(found)
    return grouped


def _late(enrolments: Iterable[Enrolment], today: date) -> dict[tuple[int, int | None], list[Action]]:
    grouped: dict[tuple[int, int | None], list[Action]] = defaultdict(list)
    for action in overdue_actions(enrolments, today):
        grouped[action.checkin.enrolment_id, action.owner_id].append(action)
    return grouped


def _told(enrolments: Iterable[Enrolment]) -> list[tuple[int, Person]]:
    """Who is told of which product, each once however many parts they take in it."""
    parts = Membership.objects.filter(enrolment__in=enrolments, role__in=TOLD, person__is_active=True)
    found = {(row.enrolment_id or 0, row.person_id): row.person for row in parts.select_related("person")}
    return [(enrolment, person) for (enrolment, _person), person in found.items()]


@transaction.atomic
def _sent(person: Person, asks: list[Ask], now: datetime) -> bool:
    """One letter for all that is asked of a person and was not asked yet; kept with it, so that it goes once."""
    new = [ask for ask in asks if _first(ask.meeting, person, now)]
    if new:
        days = {ask.meeting.at.date() for ask in new}
        send("reviews/letters/day_before.txt", to=person.email, person=person, asks=new, day=min(days))
    return bool(new)


def _first(meeting: Meeting, person: Person, now: datetime) -> bool:
    key = {"enrolment": meeting.enrolment, "week": meeting.week, "person": person}
    return Reminder.objects.get_or_create(**key, defaults={"sent_at": now})[1]
