"""Season 1 entered by hand: through the forms of the pages, by people of the right roles, it is what its file makes."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.db import transaction
from django.test import Client

from gamma.cockpit.indicators.facts import DefinitionFacts
from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.programme.actions import invite_by_name
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.bilan.computing import computed
from gamma.cockpit.reports.season.schema import IndicatorEntry, ProductEntry, Season
from gamma.ground.accounts.models import Person
from gamma.ground.forms.described import initial
from gamma.ground.forms.fields import SeveralField, WordsField

pytestmark = pytest.mark.django_db


class Hand:
    """Someone who fills in forms as a browser does: what the page shows, but for what they type."""

    def __init__(self, person: Person) -> None:
        self.client = Client()
        self.client.force_login(person)

    def fill(self, address: str, said: Mapping[str, Any]) -> None:
        """Open the page, type, send; everything that is said must have its field, and be accepted."""
        page = self.client.get(address)
        assert page.status_code == 200, (address, page.status_code)
        form = page.context["form"]
        unasked = {name for name, value in said.items() if says(value)} - form.fields.keys()
        assert not unasked, (address, unasked)
        sent = self.client.post(address, dict(typed(form, said)) | {"seal": page.context["seal"]})
        errors = {} if sent.status_code == 302 else sent.context["form"].errors
        assert sent.status_code == 302, (address, said, errors)


def says(value: Any) -> bool:
    """Whether there is something to type: a zero is."""
    return value is not False and value not in (None, "", [], {})


def typed(form: forms.Form, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a form is sent: each field as a hand writes what is said, or as it stood."""
    for name, field in form.fields.items():
        value = said.get(name, form.get_initial_for_field(field, name))
        if isinstance(field, WordsField):
            yield name, (value or {}).get("fr", "")
            yield f"{name}_en", (value or {}).get("en", "")
        elif isinstance(field, SeveralField):
            yield name, [str(one) for one in value or []]
        elif isinstance(field, forms.BooleanField):
            yield from [(name, "on")] if value else []
        elif isinstance(field, forms.ChoiceField):
            listed = [str(key) for key, _label in field.choices]
            opened = "" if "" in listed else listed[0]  # what a browser opens on
            yield name, opened if value is None else str(value)
        else:
            written = field.prepare_value(value)
            yield name, "" if written is None else str(written)


def told(facts: Any, *without: str) -> dict[str, Any]:
    """Facts as the fields of a form: those that say something, and boxes to leave empty."""
    said = {name: value for name, value in initial(facts).items() if name not in without}
    return {name: value for name, value in said.items() if value is False or says(value)}


@dataclass(frozen=True)
class Team:
    """Those who work on a product, its pages, and the season that they type in."""

    lead: Hand
    leader: Hand
    product: ProductEntry
    season: Season

    def page(self, room: str, *path: str) -> str:
        return "/".join(["", room, self.season.edition.id, self.product.id, *path, ""])

    def enter(self) -> None:
        """Everything of the product, each thing once what it names is there."""
        for phase in self.product.phases:
            self.lead.fill(self.page("programme", "phases", "nouvelle"), told(phase))
        for lever in self.product.levers:
            self.leader.fill(self.page("programme", "leviers", "nouveau"), told(lever))
        for indicator in self.product.indicators:
            self.propose(indicator)
        for indicator in self.product.indicators:
            self.follow(indicator)

    def propose(self, indicator: IndicatorEntry) -> None:
        """What the indicator is: its first definition, then the others."""
        first, *others = indicator.definitions
        place = {"id": indicator.id, "context": not indicator.followed, "supports": indicator.supports}
        self.leader.fill(self.page("indicateurs", "proposer"), self.defined(first) | place)
        for definition in others:
            self.leader.fill(self.page("indicateurs", indicator.id, "fiche"), self.defined(definition))

    def defined(self, definition: DefinitionFacts) -> dict[str, Any]:
        """A definition as it is typed: a unit that the season declares is named in words."""
        names = self.season.units.get(definition.unit or "")
        if names is None:
            return told(definition)
        one, many = ({"fr": names.fr[n], "en": names.en[n]} for n in (0, 1))
        return {**told(definition, "unit"), "unit_one": one, "unit_many": many, "unit": ""}

    def follow(self, indicator: IndicatorEntry) -> None:
        """What became of it: readings, then the targets that rest on them, what texts say, how it ended."""
        page = functools.partial(self.page, "indicateurs", indicator.id)
        for reading in indicator.readings:
            self.leader.fill(page("releves", "nouveau"), told(reading))
        for target in indicator.targets:
            self.leader.fill(page("cibles", "saisir"), told(target))
        for claim in indicator.claims:
            self.leader.fill(page("textes", "nouveau"), told(claim))
        if indicator.status is Status.RETIRED:
            ended = {"reason": indicator.reason, "successor": indicator.successor or "none"}
            self.leader.fill(page("ne-plus-suivre"), ended)
        for decision in indicator.history:
            self.leader.fill(self.page("revues", "decisions", indicator.id, "nouvelle"), told(decision))


@pytest.fixture
def lead() -> Hand:
    invite_by_name("lead@example.org", role="lead", edition=None, product=None, by="test")
    return Hand(Person.objects.get(email="lead@example.org"))


@pytest.fixture
def entered(lead, shipped) -> Edition:
    """The season, typed in page after page by its lead and by who leads each product."""
    edition, place = shipped.edition, f"/programme/{shipped.edition.id}"
    lead.fill("/programme/nouvelle/", told(edition, "criteria"))
    for criterion in edition.criteria:
        lead.fill(f"{place}/criteres/nouveau/", told(criterion))
    for source in shipped.sources:
        lead.fill(f"{place}/sources/nouvelle/", told(source, "became"))
    for source in (source for source in shipped.sources if source.became):
        lead.fill(f"{place}/sources/{source.id}/", {"became": source.became})
    for review in shipped.reviews:
        lead.fill(f"/revues/{edition.id}/reunions/nouvelle/", told(review))
    for product in shipped.products:
        lead.fill(f"{place}/services/nouveau/", told(product, "phases", "levers", "indicators"))
        Team(lead, invited(lead, place, product), product, shipped).enter()
    return Edition.objects.get(slug=edition.id)


def invited(lead: Hand, place: str, product: ProductEntry) -> Hand:
    """Who leads a product, once the lead of the programme invited them."""
    email = f"{product.id}@example.org"
    lead.fill(f"{place}/{product.id}/personnes/inviter/", {"email": email, "role": "product_lead"})
    return Hand(Person.objects.get(email=email))


@pytest.fixture
def expected(db, shipped, today) -> dict[str, Any]:
    """The content of the bilan that the file makes, in a base that forgets it."""
    with transaction.atomic():
        load(shipped, by="test")
        content = computed(Edition.objects.get(), today).model_dump(mode="json")
        transaction.set_rollback(True)
    return content


def test_season_1_by_hand_gives_the_bilan_of_its_file(expected, entered, today):
    assert differences(computed(entered, today).model_dump(mode="json"), expected) == []


def differences(one: Any, other: Any, place: str = "") -> list[str]:
    """The places where two contents do not say the same."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [found for key in one for found in differences(one[key], other[key], f"{place}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [found for rank, pair in pairs for found in differences(*pair, f"{place}[{rank}]")]
    return [] if one == other else [f"{place}: {one!r} is not {other!r}"]
