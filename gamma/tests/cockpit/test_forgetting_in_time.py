"""What the rooms of the cockpit keep of people goes on its day, and not before; figures and journal stay."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reports.lists import Letter
from gamma.cockpit.reports.models import Key, Sent
from gamma.cockpit.reviews import actions
from gamma.cockpit.reviews.facts import NoteFacts
from gamma.cockpit.reviews.models import CheckIn, Note, Reminder
from gamma.ground.accounts.actions import person_at
from gamma.ground.audit.models import Entry
from gamma.ground.retention import forget, rules


@pytest.fixture
def noon() -> datetime:
    """Of this week's Monday: half hours are dated by it."""
    return timezone.now().replace(hour=12) - timedelta(days=timezone.now().weekday())


@pytest.fixture
def bakery(db, kept, small, noon) -> Enrolment:
    kept(small)
    Edition.objects.update(starts=f"{noon - timedelta(days=60):%Y-%m}", ends=f"{noon + timedelta(days=120):%Y-%m}")
    return Enrolment.objects.select_related("edition", "product").get()


@pytest.fixture
def all_kept(bakery, noon):
    """A half hour with a note, a letter of each kind, a revoked key."""
    ada = person_at("ada@example.org", name="Ada")
    Membership.objects.create(person=ada, edition=bakery.edition, enrolment=bakery, role=MemberRole.COACH)
    row = actions.begin(bakery, week=actions.monday(noon.date()), by=ada, now=noon)
    actions.add(Note, NoteFacts(text="Ada est en congé", audience="team"), checkin=row, by=ada)
    Reminder.objects.create(enrolment=bakery, week=row.week, person=ada, sent_at=noon)
    month = noon.date().replace(day=1)
    Sent.objects.create(kind=Letter.values[0], enrolment=bakery, person=ada, month=month, sent_at=noon)
    Key.objects.create(enrolment=bakery, person=ada, name="Collecte", digest="0" * 64, created_at=noon, revoked_at=noon)


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("reviews.checkins", CheckIn),
        ("reviews.reminders", Reminder),
        ("reports.letters", Sent),
        ("reports.keys", Key),
    ],
)
def test_each_goes_on_its_day(all_kept, noon, name, model):
    days = rules()[name].days
    assert forget(now=noon + timedelta(days=days - 1))[name] == 0
    assert model.objects.count() == 1
    assert forget(now=noon + timedelta(days=days + 1))[name] == 1
    assert not model.objects.exists()


def test_what_was_said_goes_with_its_half_hour_and_the_journal_stays(all_kept, noon):
    written = Entry.objects.count()
    forget(now=noon + timedelta(days=rules()["reviews.checkins"].days + 1))
    assert not Note.objects.exists()
    assert Entry.objects.count() == written > 0


def test_a_key_that_serves_stays(all_kept, noon):
    Key.objects.update(revoked_at=None)
    assert forget(now=noon + timedelta(days=4_000))["reports.keys"] == 0
