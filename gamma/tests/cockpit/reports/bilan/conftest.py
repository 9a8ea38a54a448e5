"""Season 1 in the base, and its bilan computed, composed and printed."""

import re
from datetime import date

import pytest
from django.db import connection

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Membership
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.bilan.composing import compose
from gamma.cockpit.reports.bilan.computing import computed
from gamma.ground.accounts.actions import person_at

HIDDEN = r'name="%s" value="([^"]*)"'


@pytest.fixture
def season_one(db, shipped):
    """The edition, as its file states it."""
    load(shipped, by="test")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # so that a test may alter a table
    return Edition.objects.get(slug="season-1")


@pytest.fixture
def bilan(season_one, today: date):
    return computed(season_one, today)


@pytest.fixture(scope="session")
def kept_content():
    """What a first test computed, for those after it that only read."""
    return []


@pytest.fixture
def read_bilan(db, request, kept_content):
    """The same bilan, for tests that change nothing: the season is loaded once for all of them."""
    if not kept_content:
        kept_content.append(request.getfixturevalue("bilan"))
    return kept_content[0]


@pytest.fixture
def document(bilan):
    return compose(bilan, "fr")


@pytest.fixture
def small_one(db, kept, small):
    """A small edition of two products."""
    kept(f"{small}  - {{id: dairy, name: Laiterie}}\n")
    return Edition.objects.get(slug="small")


@pytest.fixture
def people(small_one):
    """A lead and a coach of the edition, the lead of one product, somebody of another one, a sponsor."""
    product = small_one.enrolments.get(product__slug="bakery")
    other = small_one.enrolments.get(product__slug="dairy")
    parts = {
        "lead": {"role": MemberRole.LEAD},
        "coach": {"role": MemberRole.COACH},
        "owner": {"role": MemberRole.PRODUCT_LEAD, "enrolment": product},
        "neighbour": {"role": MemberRole.PRODUCT_LEAD, "enrolment": other},
        "sponsor": {"role": MemberRole.SPONSOR, "enrolment": product},
    }
    found = {name: person_at(f"{name}@example.org", name=name.title()) for name in parts}
    for name, part in parts.items():
        Membership.objects.create(person=found[name], edition=small_one, **part)
    return found


@pytest.fixture
def sent(client):
    """Fill in a form of work as a person does: the page is opened, then sent with its seal."""

    def send(person, path, **typed):
        client.force_login(person)
        page = client.get(path)
        assert page.status_code == 200, path
        fields = {name: found[1] for name in ("seal", "digest") if (found := re.search(HIDDEN % name, page.text))}
        return client.post(path, {**fields, **typed})

    return send
