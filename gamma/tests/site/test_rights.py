"""The matrix of rights: every address that is not public, tried by every role, on what is theirs and on what is not."""

import logging
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from gamma.cockpit.programme import access
from gamma.cockpit.programme.models import EDITION_ROLES, PRODUCT_ROLES, Edition, Enrolment, Membership
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text
from gamma.cockpit.reviews.models import Action, Agreed, Blocker, CheckIn, Decision
from gamma.ground.access import EVERYONE
from gamma.ground.accounts.actions import prove
from gamma.ground.accounts.models import Person

TABLE = yaml.safe_load(Path(__file__).with_name("rights.yaml").read_text(encoding="utf-8"))
GROUPS, ROUTES = TABLE["groups"], TABLE["routes"]
METHODS = {"read": "get", "write": "post"}
SIGN_IN = "/comptes/connexion/?next="
TODAY = date.today()  # noqa: DTZ011 - the views read the clock of the machine

SEASON = """\
format: gamma-season-file/1
edition: {{id: {slug}, label: {slug}, starts: {starts}, ends: {ends}, criteria: [{{id: thing, text: Un critère}}]}}
sources: [{{id: thing, title: Une source, kind: article}}]
reviews: [{{id: thing, kind: mid_term}}]
products: [{products}]
"""
PRODUCT = """\
{{id: {slug}, name: {slug}, phases: [{{name: acceleration}}], levers: [{{id: thing, kind: press, text: Un levier}}],
indicators: [{{id: thing, definitions: [{{name: Un indicateur, kind: qualitative}}],
history: [{{decided: added, review: thing, source: thing}}]}}]}}"""


@dataclass(frozen=True)
class Place:
    """Where an address is tried: `over` when the edition is."""

    edition: str
    product: str
    over: bool = False

    def words(self, asked: list[str]) -> dict[str, object]:
        """What stands in the address for each word that it asks for; a thing of that place."""
        return {word: self.word(word) for word in asked}

    def word(self, word: str) -> object:
        if word in ("edition", "product"):
            return getattr(self, word)
        return SAMPLES[word](self) if word in SAMPLES else "thing"


OWN, SIBLING, OTHER = Place("own", "mine"), Place("own", "sibling"), Place("other", "theirs")
PAST = Place("past", "old", over=True)
WEEK = TODAY - timedelta(days=TODAY.weekday())
SAMPLES = {
    "day": lambda _place: WEEK,
    "line": lambda _place: "decision",
    "row": lambda place: of_week(place, Agreed),
    "action": lambda place: of_week(place, Action),
    "blocker": lambda place: of_week(place, Blocker),
    "decision": lambda place: Decision.objects.get(indicator__enrolment__product__slug=place.product).pk,
    "phase": lambda _place: 1,
    "member": lambda place: Membership.objects.get(person__email=f"{place.product}@example.org").pk,
}


def of_week(place: Place, model) -> int:
    """A line of the check-in of a product."""
    return model.objects.get(checkin__enrolment__product__slug=place.product).pk


def hold_half_hour(enrolment: Enrolment) -> None:
    """A check-in of this week that holds a line of each sort that an address names."""
    row = CheckIn.objects.create(enrolment=enrolment, week=WEEK, begun_at=timezone.now())
    Agreed.objects.create(checkin=row, text="Une décision")
    Action.objects.create(checkin=row, text="Une action", due=WEEK)
    Blocker.objects.create(checkin=row, text="Un blocage", since=WEEK, asked_role="sponsor")


@dataclass(frozen=True)
class Someone:
    """A person and their role: for a whole edition (or the programme), or for the product of `OWN` and `PAST`."""

    name: str
    role: str = ""
    whole: bool = False
    programme: bool = False
    client: Client = field(default_factory=Client)

    def holds(self, place: Place, at: str) -> bool:
        """Whether their role is worth something there."""
        if self.programme or at == "programme":
            return self.programme
        here = place in (OWN, PAST) if at == "product" and not self.whole else place.edition in ("own", "past")
        return here and (self.whole or at == "product")

    def may(self, row: dict, what: str, place: Place) -> bool:
        """What the table expects."""
        wanted = roles(row.get(what, []))
        if row["at"] == "person":
            return bool(self.name != "anonymous" and wanted)
        wanted |= roles(row.get("over", [])) if place.over else set()
        return self.role in wanted and self.holds(place, row["at"])


def roles(said: str | list[str]) -> set[str]:
    """The roles that a cell of the table names."""
    names = [said] if isinstance(said, str) else said
    return {role for name in names for role in GROUPS.get(name, [name])}


def private() -> Iterator[tuple[str, list[str]]]:
    """The addresses that not everyone may use: their names and the words they ask for.

    Those that protect an account are one's own only, and depend on how it is protected: they have tests of their own.
    """
    for name, words, declared in walked(get_resolver().url_patterns):
        if name.startswith(("account_", "mfa_", "socialaccount_")):
            continue
        if declared is None or declared.read is not EVERYONE or declared.write not in (None, EVERYONE):
            yield name, words


def walked(patterns, spaces=(), words=()) -> Iterator[tuple[str, list[str], object]]:
    for pattern in patterns:
        here = (*words, *asked(pattern))
        if isinstance(pattern, URLResolver):
            yield from walked(pattern.url_patterns, (*spaces, *filter(None, [pattern.namespace])), here)
        else:
            name = ":".join([*spaces, pattern.name or str(pattern.pattern)])
            yield name, list(here), getattr(pattern.callback, "access", None)


def asked(pattern: URLPattern | URLResolver) -> list[str]:
    return list(getattr(pattern.pattern, "converters", {})) or list(pattern.pattern.regex.groupindex)


@pytest.fixture
def editions(db) -> None:
    """An edition under way with two products, another one with its own, and one that is over."""
    soon, before = TODAY + timedelta(days=60), TODAY - timedelta(days=400)
    for slug, ends, products in (
        ("own", soon, ("mine", "sibling")),
        ("other", soon, ("theirs",)),
        ("past", before, ("old",)),
    ):
        listed = ", ".join(PRODUCT.format(slug=product) for product in products)
        text = SEASON.format(slug=slug, starts=before - timedelta(days=90), ends=ends, products=listed)
        load(read_text(text, "season.yaml", TODAY), by="test")
        for enrolment in Edition.objects.get(slug=slug).enrolments.select_related("product"):
            person = Person.objects.create_user(f"{enrolment.product.slug}@example.org")
            Membership.objects.create(person=person, edition=enrolment.edition, enrolment=enrolment, role="data_owner")
            hold_half_hour(enrolment)


@pytest.fixture
def light(settings, monkeypatch) -> Iterator[None]:
    """What pages look like has tests of its own: here only who gets them counts, thousands of times."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_args, **_words: "")
    monkeypatch.setattr(access, "standing", cache(access.standing))  # nobody's part changes: what is posted is undone
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def people(editions, light) -> list[Someone]:
    """Each role, held for a whole edition and for one product where it can be; nobody, and someone without any."""
    every = GROUPS["everyone"]
    found = [Someone(f"{role} of an edition", role, True) for role in every if role not in PRODUCT_ROLES]
    found += [Someone(f"{role} of a product", role) for role in every if role not in EDITION_ROLES]
    found += [Someone("lead of the programme", "lead", True, True), Someone("a stranger")]
    for one in found:
        sign_in(one)
    return [*found, Someone("anonymous")]


def sign_in(one: Someone) -> None:
    person = Person.objects.create_user(f"{one.name.replace(' ', '-')}@example.org")
    for place in (OWN, PAST) if one.role and not one.programme else ():
        edition = Edition.objects.get(slug=place.edition)
        enrolment = None if one.whole else edition.enrolments.get(product__slug=place.product)
        Membership.objects.create(person=person, role=one.role, edition=edition, enrolment=enrolment)
    prove(person, email=person.email)
    if one.programme:
        Membership.objects.create(person=person, role=one.role)
    one.client.force_login(person)


def tried(client: Client, method: str, address: str) -> str:
    """What came of it: allowed, refused, or closed to that method; what was written is undone."""
    with transaction.atomic() if method == "post" else nullcontext():
        answer = getattr(client, method)(address)
        if method == "post":
            transaction.set_rollback(True)
    if answer.status_code in (403, 404) or getattr(answer, "url", "").startswith(SIGN_IN):
        return "refused"
    return "closed" if answer.status_code == 405 else "allowed"


def places(at: str, row: dict) -> list[Place]:
    found = {"product": [OWN, SIBLING, OTHER], "edition": [OWN, OTHER]}.get(at, [OWN])
    return [*found, PAST] if "over" in row else found


def test_every_address_is_in_the_table_and_nothing_else_is():
    assert {name for name, _words in private()} == set(ROUTES)


def test_each_role_may_what_the_table_says_where_it_is_held(people):
    wrong = []
    for name, words in private():
        row = ROUTES.get(name, {"at": "product"})
        for place in places(row["at"], row):
            address = reverse(name, kwargs=place.words(words))
            for what, method in METHODS.items():
                for one in people:
                    came = tried(one.client, method, address)
                    expected = "allowed" if one.may(row, what, place) else "refused" if what in row else "closed"
                    if came != expected and not (came == "closed" and expected == "allowed" and what == "read"):
                        wrong.append(f"{method} {address}: {one.name} is {came}, not {expected}")
    assert wrong == []
