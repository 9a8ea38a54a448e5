"""The weekly half hour of a product: when it is held, what was said there, and what it asks of whom."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews.facts import TEXT
from gamma.cockpit.reviews.lists import Audience, Weekday
from gamma.ground.accounts.models import Person
from gamma.ground.constraints import among

HOURS = range(24)


def person_field() -> "models.ForeignKey[Person | None, Person | None]":
    """Someone, or nobody once they are forgotten."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")


class Slot(models.Model):
    """When a product meets each week, where that is not Tuesday at ten."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="slot")
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.TUESDAY)
    hour = models.PositiveSmallIntegerField(default=10)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__in=Weekday.values), name="reviews_slot_weekday"),
            models.CheckConstraint(condition=Q(hour__in=list(HOURS)), name="reviews_slot_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.get_weekday_display()} {self.hour} h"


class CheckIn(models.Model):
    """One half hour: of a week, told by its Monday; begun by someone, closed when it is over."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="checkins")
    week = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = person_field()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["week"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "week"], name="reviews_checkin_once"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="reviews_checkin_monday"),
            models.CheckConstraint(condition=Q(closed_at__gte=F("begun_at")), name="reviews_checkin_closed_after"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.week}"


class Said(models.Model):
    """A line that someone wrote at a check-in."""

    checkin = models.ForeignKey(CheckIn, models.CASCADE, related_name="%(class)s_set")
    text = models.CharField(max_length=TEXT)
    written_by = person_field()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def enrolment(self) -> Enrolment:
        return self.checkin.enrolment


class Agreed(Said):
    """What was decided together that week."""


class Note(Said):
    """What is worth keeping, and who may read it."""

    audience = models.CharField(max_length=10, choices=Audience, default=Audience.TEAM)

    class Meta(Said.Meta):
        constraints = [among("audience", Audience)]


class Action(Said):
    """What someone does until a day; it comes back each week until it is done."""

    owner = person_field()
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta(Said.Meta):
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["due"], condition=Q(done_on=None), name="reviews_action_open")]

    def late(self, today: date) -> bool:
        return self.done_on is None and self.due < today


class Blocker(Said):
    """What stands in the way: whose it is, who is asked to lift it, since when; lifted on a day, in some way."""

    owner = person_field()
    asked_role = models.CharField(max_length=20, choices=MemberRole, blank=True)
    asked_person = person_field()
    asked_name = models.CharField(max_length=200, blank=True, help_text="somebody who takes no part in the edition")
    since = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = person_field()
    how = models.CharField(max_length=TEXT, blank=True)

    class Meta(Said.Meta):
        ordering = ["since", "pk"]
        constraints = [
            among("asked_role", MemberRole, blank=True),
            models.CheckConstraint(
                condition=Q(lifted_on=None, how="") | (Q(lifted_on__gte=F("since")) & ~Q(how="")),
                name="reviews_blocker_lifted_somehow",
            ),
        ]
        indexes = [models.Index(fields=["since"], condition=Q(lifted_on=None), name="reviews_blocker_open")]

    @property
    def asked(self) -> str:
        """Who is asked, in words."""
        role = str(MemberRole(self.asked_role).label) if self.asked_role else ""
        return role or self.asked_name or str(self.asked_person or "")


class Reminder(models.Model):
    """A letter that someone received the day before a check-in: there is no second one."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="reminders")
    week = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "week", "person"], name="reviews_reminder_once")]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.week} · {self.person}"
