"""A caller of the API of the programme, and its key."""

import json
from collections.abc import Callable

import pytest
from django.utils import timezone

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.cockpit.reports.actions import make_key
from gamma.ground.accounts.models import Person
from gamma.ground.api import limiting

ROOT = "/api/v1/programme"
BAKERY = f"{ROOT}/editions/small/products/bakery"
LOAVES = f"{BAKERY}/indicators/loaves"
READINGS = f"{LOAVES}/readings"
OTHER = """
  - id: dairy
    name: Crèmerie
    indicators:
      - id: cheeses
        definitions: [{name: Fromages, unit: files, kind: count, period: month}]
"""
SECRET = """      - id: secret
        status: proposed
        definitions: [{name: Miettes, unit: files, kind: count, period: month, direction: down}]
        readings: [{period: 2021-03, value: 424242, source: sheet}]
"""


@pytest.fixture(autouse=True)
def buckets(monkeypatch) -> None:
    """Each test begins with all its tokens."""
    monkeypatch.setattr(limiting, "BUCKETS", limiting.Buckets())


@pytest.fixture
def season(db, small, kept) -> Enrolment:
    kept(small + SECRET + OTHER.removeprefix("\n"))
    return Enrolment.objects.get(product__slug="bakery")


@pytest.fixture
def owner(season) -> Person:
    """Who looks after the data of the bakery."""
    person = Person.objects.create_user("ada@example.org", name="Ada")
    Membership.objects.create(person=person, edition=season.edition, enrolment=season, role=MemberRole.DATA_OWNER)
    return person


@pytest.fixture
def secret(season, owner) -> str:
    return make_key(enrolment=season, name="Collecte", by=owner, now=timezone.now())[1]


@pytest.fixture
def send(client, secret) -> Callable:
    """Send a reading: the status and the answer."""

    def sending(body, path=READINGS, method="post", key=secret, **headers):
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        authorized = {"HTTP_AUTHORIZATION": f"Bearer {key}"} if key else {}
        kind = headers.pop("content_type", "application/json")
        answer = getattr(client, method)(path, sent, content_type=kind, **authorized, **headers)
        return answer.status_code, answer.json()

    return sending
