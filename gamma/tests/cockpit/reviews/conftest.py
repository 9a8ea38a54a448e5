"""A season under way with one of each role, and what the tests of this room write of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.actions import touch_edition
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reviews import actions
from gamma.ground.accounts.actions import person_at
from gamma.ground.periods import parse

WHOLE = (MemberRole.LEAD, MemberRole.COMMITTEE)


def member(enrolment, role, name):
    person = person_at(f"{name}@example.org", name=name.capitalize())
    own = None if role in WHOLE else enrolment
    Membership.objects.create(person=person, edition=enrolment.edition, enrolment=own, role=role)
    return person


@pytest.fixture
def past(db, kept, small):
    """The small season, that is over."""
    kept(small)
    return Enrolment.objects.select_related("edition", "product").get()


@pytest.fixture
def bakery(past):
    """The same, as if it ran today."""
    today = timezone.localdate()
    dates = {"starts": f"{today - timedelta(days=60):%Y-%m}", "ends": f"{today + timedelta(days=120):%Y-%m}"}
    Edition.objects.update(**dates)
    Indicator.objects.filter(slug="smell").update(status="retired", followed=True)
    return Enrolment.objects.select_related("edition", "product").get()


@pytest.fixture
def people(bakery):
    """One person for each role, by its name."""
    return everyone(bakery)


def everyone(enrolment):
    return {role.value: member(enrolment, role, role.value) for role in MemberRole}


@pytest.fixture
def join():
    """Give people a part in a product."""
    return everyone


@pytest.fixture
def this_week():
    return actions.monday(timezone.localdate())


@pytest.fixture
def checkin(bakery, people, this_week):
    """The check-in of this week, begun."""
    return actions.begin(bakery, week=this_week, by=people["coach"], now=timezone.now())


@pytest.fixture
def read(past):
    """Record a reading of the loaves."""

    def record(period: str, value: float, **more) -> Reading:
        indicator = Indicator.objects.get(slug="loaves")
        span = parse(period)
        about = {"window": span.window.value, "starts_on": span.first, "ends_on": span.last, "precision": "exact"}
        source = past.edition.sources.get(slug="sheet")
        definition = indicator.definitions.get()
        row = Reading.objects.create(definition=definition, period=period, value=value, source=source, **about, **more)
        touch_edition(past.edition)
        return row

    return record


@pytest.fixture
def send(client):
    """Fill in a form as a page shows it: its seal, what it holds already, and what is typed over."""

    def post(path: str, **typed):
        seal = re.search(r'name="seal" value="(\w*)"', client.get(path).content.decode())
        return client.post(path, {"seal": seal[1] if seal else "", **typed})

    return post
