"""The matrix of rights: every address that is not public, tried by every role, on what is theirs and on what is not."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import ResolverMatch, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from gamma.cockpit.indicators.models import Claim, Reading
from gamma.cockpit.programme import access
from gamma.cockpit.programme.models import EDITION_ROLES, PRODUCT_ROLES, Edition, Enrolment, Membership
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.lists import Section
from gamma.cockpit.reports.season.reading import read_text
from gamma.cockpit.reviews.models import Action, Agreed, Blocker, CheckIn, Decision
from gamma.cockpit.selection.models import Application, Call, Criterion, Grid
from gamma.ground.access import EVERYONE, Access
from gamma.ground.accounts.actions import prove
from gamma.ground.accounts.models import Person
from gamma.instruments.audience.models import Day, Site
from gamma.instruments.surveys.models import Comment, Count, Question, Survey, Wave

TABLE = yaml.safe_load(Path(__file__).with_name("rights.yaml").read_text(encoding="utf-8"))
GROUPS, ROUTES = TABLE["groups"], TABLE["routes"]
METHODS = {"read": "get", "write": "post"}
SIGN_IN = "/comptes/connexion/?next="
TODAY = date.today()  # noqa: DTZ011 - the views read the clock of the machine
WEEK = TODAY - timedelta(days=TODAY.weekday())

SEASON = """\
format: gamma-season-file/1
edition: {{id: {slug}, label: {slug}, starts: {starts}, ends: {ends}, criteria: [{{id: thing, text: Un critère}}]}}
sources: [{{id: thing, title: Une source, kind: article}}]
reviews: [{{id: thing, kind: kickoff, held: {starts}}}]
products: [{products}]
"""
PRODUCT = """\
{{id: {slug}, name: {slug}, phases: [{{name: acceleration}}], levers: [{{id: thing, kind: press, text: Un levier}}],
   indicators: [{{id: thing, definitions: [{{name: Un chiffre, kind: count, period: year}}],
    targets: [{{id: thing, due: 2020, value: 2, source: thing}}], readings: [{{period: 2019, value: 1, source: thing}}],
    claims: [{{text: Un fait, source: thing}}], history: [{{decided: added, review: thing, source: thing}}]}}]}}"""


@dataclass(frozen=True)
class Place:
    """Where an address is tried: `over` when the edition is."""

    edition: str
    product: str
    over: bool = False


OWN, SIBLING, OTHER = Place("own", "mine"), Place("own", "sibling"), Place("other", "theirs")
PAST = Place("past", "old", over=True)


def its(model: type, of: str) -> Callable[[Place], int]:
    """The key of the row that a product has of this model."""
    where = {"product": f"{of}enrolment__product__slug", "edition": f"{of}enrolment__edition__slug"}

    def key(place: Place) -> int:
        return model.objects.filter(**{where["product"]: place.product, where["edition"]: place.edition}).first().pk

    return key


def application(place: Place) -> int:
    return Application.objects.get(call__edition__slug=place.edition).pk


# What an address names beside the edition and the product; a thing of this name, where it is by a word.
SAMPLES: dict[str, Callable[[Place], Any]] = {
    "phase": lambda _place: 1,
    "member": lambda place: Membership.objects.get(person__email=f"{place.product}@example.org").pk,
    "application": application,
    "key": its(Reading, "definition__indicator__"),
    "claim": its(Claim, "indicator__"),
    "decision": its(Decision, "indicator__"),
    "row": its(Agreed, "checkin__"),
    "action": its(Action, "checkin__"),
    "blocker": its(Blocker, "checkin__"),
    "survey": lambda place: f"{place.product}-thing",
    "comment": its(Comment, "wave__survey__"),
    "section": lambda _place: Section.INTRODUCTION,
    "name": lambda _place: "bilan.md",
    "mode": lambda _place: "exempt",
    "format": lambda _place: "csv",
    "line": lambda _place: "decision",
    "day": lambda _place: WEEK,
    "kind": lambda _place: "matomo",
}
# Nothing of these stands in the editions of this test: who may is let in, and told so.
ABSENT = {"proposal", "upload", "batch", "flag", "feed", "run", "host"}
EMPTY = {
    *("selection:minutes", "selection:minutes-file", "reports:write-confirm", "reports:write-refuse"),
    *("reports:write-amend", "reports:write-note", "reports:revoke-key", "indicators:unbind"),
}


@dataclass(frozen=True)
class Route:
    """An address that is not public: its name, the words it asks for, the row of the table."""

    name: str
    words: list[str]

    @cached_property
    def row(self) -> dict[str, Any]:
        return ROUTES[self.name]

    @cached_property
    def at(self) -> str:
        """Where a role counts: what the table says, or the place that the address names."""
        return self.row.get("at") or ("product" if "product" in self.words else "edition")

    @property
    def places(self) -> list[Place]:
        found = [OWN] if "edition" not in self.words else [OWN, OTHER]
        found = [OWN, SIBLING, OTHER] if "product" in self.words else found
        return [*found, PAST] if "over" in self.row else found

    def address(self, place: Place) -> str:
        return reverse(self.name, kwargs={word: self.word(word, place) for word in self.words})

    def word(self, word: str, place: Place) -> Any:
        if word in ("edition", "product"):
            return getattr(place, word)
        if word == "section" and "product" in self.words:
            return Section.WORKED
        return 1 if word in ABSENT else SAMPLES.get(word, lambda _place: "thing")(place)

    @property
    def empty(self) -> bool:
        return self.name in EMPTY or bool(ABSENT & set(self.words))


@dataclass(frozen=True)
class Someone:
    """A person and their role: for a whole edition (or the programme), or for the product of `OWN` and `PAST`."""

    name: str
    role: str = ""
    whole: bool = False
    programme: bool = False
    person: Person | AnonymousUser = field(default_factory=AnonymousUser, compare=False)

    @cached_property
    def session(self) -> str:
        """What their browser sends to be known."""
        client = Client()
        if isinstance(self.person, Person):
            client.force_login(self.person)
        return "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())

    def may(self, route: Route, what: str, place: Place) -> bool:
        """What the table expects."""
        wanted = roles(route.row.get(what, []))
        if route.at == "person":
            return bool(wanted) and self.person.is_authenticated
        if route.at == "applicant":
            return bool(wanted) and self.name == "an applicant" and place == OWN
        wanted |= roles(route.row["over"]) if place.over and wanted else set()
        return self.role in wanted and self.counts(route.at, place)

    def counts(self, at: str, place: Place) -> bool:
        """Whether their role is worth something there."""
        if self.programme or at == "programme":
            return self.programme
        if at == "product" and not self.whole:
            return place in (OWN, PAST)
        return place.edition in ("own", "past") and (self.whole or at == "anywhere")


def roles(said: str | list[str]) -> set[str]:
    """The roles that a cell of the table names."""
    names = [said] if isinstance(said, str) else said
    return {role for name in names for role in GROUPS.get(name, [name])}


def private() -> Iterator[Route]:
    """The addresses that not everyone may use.

    Those that protect an account are one's own only, and depend on how it is protected: they have tests of their own.
    """
    for name, words, declared in walked(get_resolver().url_patterns):
        if name.startswith(("account_", "mfa_", "socialaccount_")):
            continue
        if declared is None or declared.read is not EVERYONE or declared.write not in (None, EVERYONE):
            yield Route(name, words)


def walked(patterns, spaces=(), words=()) -> Iterator[tuple[str, list[str], Access | None]]:
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
        edition = Edition.objects.get(slug=slug)
        for enrolment in edition.enrolments.select_related("product"):
            person = Person.objects.create_user(f"{enrolment.product.slug}@example.org")
            Membership.objects.create(person=person, edition=edition, enrolment=enrolment, role="data_owner")
            meeting(enrolment)
            seen(enrolment)
            surveying(enrolment)
        calling(edition)


def meeting(enrolment: Enrolment) -> None:
    """A check-in of this week that holds a line of each sort that an address names."""
    row = CheckIn.objects.create(enrolment=enrolment, week=WEEK, begun_at=timezone.now())
    Agreed.objects.create(checkin=row, text="Une décision")
    Action.objects.create(checkin=row, text="Une action", due=WEEK)
    Blocker.objects.create(checkin=row, text="Un blocage", since=WEEK, asked_role="sponsor")


def seen(enrolment: Enrolment) -> None:
    """An audience that is measured, and a day of it."""
    slug = enrolment.product.slug
    site = Site.objects.create(product=enrolment.product, mode="exempt", key=slug, hosts=["exemple.fr"])
    Day.objects.create(site=site, day=TODAY - timedelta(days=1), visits=1, views=1, acting=0)


def surveying(enrolment: Enrolment) -> None:
    """A survey with a question, a wave, and a free answer that is counted and waits for review."""
    survey = Survey.objects.create(enrolment=enrolment, slug=f"{enrolment.product.slug}-thing")
    question = Question.objects.create(survey=survey, slug="thing", kind="text", rank=0)
    wave = Wave.objects.create(survey=survey, slug="thing", opens=TODAY, closes=TODAY, channels=["link"])
    Comment.objects.create(wave=wave, question=question, day=TODAY, text="Bien")
    Count.objects.create(wave=wave, question=question, channel="link", day=TODAY, count=1)


def calling(edition: Edition) -> None:
    """A call with a criterion, and an application sent by someone; in "own", by the applicant of this test."""
    call = Call.objects.create(edition=edition, opens=TODAY - timedelta(days=9), closes=TODAY + timedelta(days=9))
    grid = Grid.objects.create(call=call)
    Criterion.objects.create(grid=grid, slug="thing", rank=0, text={"fr": "Un critère"})
    name = "an-applicant" if edition.slug == "own" else f"applicant-to-{edition.slug}"
    person = Person.objects.create_user(f"{name}@example.org")
    sent = {"state": "sent", "sent_at": "2020-01-01T00:00Z", "stage": "preselection"}
    Application.objects.create(call=call, applicant=person, product="Un service", **sent)


@pytest.fixture
def light(settings, monkeypatch) -> Iterator[None]:
    """What pages look like has tests of its own: here only who gets them counts, thousands of times."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_args, **_words: "")
    monkeypatch.setattr(
        access, "parts_held", cache(access.parts_held)
    )  # nobody's part changes: what is posted is undone
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def people(editions, light) -> list[Someone]:
    """Each role, held for a whole edition and for one product where it can be; nobody, and someone without any."""
    every = GROUPS["everyone"]
    found = [("of an edition", role, True, False) for role in every if role not in PRODUCT_ROLES]
    found += [("of a product", role, False, False) for role in every if role not in EDITION_ROLES]
    found += [("of the programme", "lead", True, True), ("a stranger", "", False, False)]
    known = [Someone("an applicant", person=Person.objects.get(email="an-applicant@example.org")), Someone("anonymous")]
    return [*(member(*one) for one in found), *known]


def member(where: str, role: str, whole: bool, programme: bool) -> Someone:
    name = f"{role} {where}".strip()
    person = Person.objects.create_user(f"{name.replace(' ', '-')}@example.org")
    prove(person, email=person.email)
    for place in (OWN, PAST) if role and not programme else ():
        edition = Edition.objects.get(slug=place.edition)
        enrolment = None if whole else edition.enrolments.get(product__slug=place.product)
        Membership.objects.create(person=person, role=role, edition=edition, enrolment=enrolment)
    if programme:
        Membership.objects.create(person=person, role=role)
    return Someone(name, role, whole, programme, person)


def told(one: Someone, method: str, found: ResolverMatch) -> str:
    """What the rule of the view answers, before anything is looked up: "allowed", "refused" or "closed"."""
    request = HttpRequest()
    request.method, request.user = method.upper(), one.person
    rule = found.func.access.asked(request.method)
    return "closed" if rule is None else "allowed" if rule.allows(request, found.kwargs) else "refused"


def tried(one: Someone, method: str, address: str, empty: bool) -> str:
    """What comes of the whole request, as a browser makes it; what was written is undone."""
    with transaction.atomic():
        answer: HttpResponse = getattr(Client(HTTP_COOKIE=one.session), method)(address)
        transaction.set_rollback(True)
    if empty:
        return "allowed"
    if answer.status_code in (403, 404) or getattr(answer, "url", "").startswith(SIGN_IN):
        return "refused"
    return "closed" if answer.status_code == 405 else "allowed"


def expected(one: Someone, route: Route, what: str, place: Place) -> str:
    if what not in route.row:
        return "closed"
    return "allowed" if one.may(route, what, place) else "refused"


def test_every_address_is_in_the_table_and_nothing_else_is():
    assert {route.name for route in private()} == set(ROUTES)


def test_each_role_may_what_the_table_says_where_it_is_held(people):
    """Everyone is held against the rule of the view; of each answer it gives, one is tried for good."""
    wrong = []
    for route in private():
        for place in route.places:
            address = route.address(place)
            found = resolve(address)
            for what, method in METHODS.items():
                seen = set()
                for one in people:
                    wanted = expected(one, route, what, place)
                    came = told(one, method, found)
                    if (wanted, one.person.is_authenticated) not in seen or route.at == "applicant":
                        seen.add((wanted, one.person.is_authenticated))
                        came = tried(one, method, address, route.empty and came == "allowed")
                    if came != wanted and (came, wanted, what) != ("closed", "allowed", "read"):
                        wrong.append(f"{method} {address}: {one.name} is {came}, not {wanted}")
    assert wrong == []
