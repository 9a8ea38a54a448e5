"""The small season with an edition under way, and the persons who work on its bakery."""

from datetime import date

import pytest
from django.urls import reverse

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.ground.accounts.models import Person

NOW = date(2021, 2, 10)


@pytest.fixture
def bakery(db, kept, small) -> Enrolment:
    """The bakery, in an edition that ends later than any of these tests."""
    kept(small)
    Edition.objects.update(ends="2199-03")
    return Enrolment.objects.select_related("edition", "product").get(product__slug="bakery")


@pytest.fixture
def past(db, kept, small) -> Enrolment:
    """The bakery, in an edition that is over."""
    kept(small)
    return Enrolment.objects.select_related("edition", "product").get(product__slug="bakery")


@pytest.fixture
def loaves() -> Indicator:
    return Indicator.objects.select_related("enrolment__edition", "enrolment__product").get(slug="loaves")


@pytest.fixture
def who():
    """A person who holds a role for the bakery; always the same one for a role."""

    def person(role: MemberRole) -> Person:
        found, _made = Person.objects.get_or_create(email=f"{role.value}@example.org", defaults={"name": role.value})
        enrolment = Enrolment.objects.get(product__slug="bakery")
        whole = role in (MemberRole.LEAD, MemberRole.COMMITTEE)
        held = {"edition": enrolment.edition, "enrolment": None if whole else enrolment, "role": role}
        Membership.objects.get_or_create(person=found, **held)
        return found

    return person


@pytest.fixture
def at():
    """The address of a page of the bakery."""
    return lambda name, *words: reverse(f"indicators:{name}", args=["small", "bakery", *words])


@pytest.fixture
def filled(client):
    """What a form opens with, as a browser would send it back."""

    def fill(path: str) -> dict:
        answer = client.get(path)
        assert answer.status_code == 200, path
        form, data = answer.context["form"], {"seal": answer.context["seal"]}
        for bound in form:
            value = bound.value()
            if isinstance(value, dict):
                data |= {bound.name: value.get("fr", ""), f"{bound.name}_en": value.get("en", "")}
            elif value not in (None, False):
                data[bound.name] = value
        return data

    return fill
