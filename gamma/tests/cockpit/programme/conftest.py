"""The small season, under way for a while, and people who take part in it."""

from collections.abc import Callable

import pytest
from django.test import Client

from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.ground.accounts.models import Person


@pytest.fixture
def season(db, kept, small) -> Edition:
    kept(small)
    return Edition.objects.get()


@pytest.fixture
def bakery(season) -> Enrolment:
    return season.enrolments.get()


@pytest.fixture
def someone(db) -> Callable[..., Person]:
    """Make a person who holds a role: for an edition, for a product in it, or for the programme."""

    def make(role: str = "", edition: Edition | None = None, enrolment: Enrolment | None = None) -> Person:
        name = f"{role or 'nobody'}-{Person.objects.count()}"
        person = Person.objects.create_user(f"{name}@example.org", name=name)
        if role:
            where = {"edition": enrolment.edition if enrolment else edition, "enrolment": enrolment}
            Membership.objects.create(person=person, role=role, **where)
        return person

    return make


@pytest.fixture
def browse() -> Callable[[Person], Client]:
    """The site as this person sees it."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
