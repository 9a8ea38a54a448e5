"""Season 1 entered by hand: through the forms of the pages, by people of the right roles, it is what its file makes."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django import forms
from django.test import Client

from gamma.cockpit.programme.actions import invite_by_name
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.season.exporting import exported
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
        unasked = {name for name, value in said.items() if value not in (None, "", [], {})} - form.fields.keys()
        assert not unasked, (address, unasked)
        sent = self.client.post(address, dict(typed(form, said)) | {"seal": page.context["seal"]})
        errors = {} if sent.status_code == 302 else sent.context["form"].errors
        assert sent.status_code == 302, (address, said, errors)


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
        else:
            written = field.prepare_value(value)
            yield name, "" if written is None else str(written)


def told(facts: Any, *without: str) -> dict[str, Any]:
    """Facts as the fields of a form: those that say something."""
    return {name: value for name, value in initial(facts).items() if name not in without and value not in (None, "")}


@pytest.fixture
def lead() -> Hand:
    invite_by_name("lead@example.org", role="lead", edition=None, product=None, by="test")
    return Hand(Person.objects.get(email="lead@example.org"))


@pytest.fixture
def entered(lead, shipped) -> Edition:
    """The season, typed in page after page."""
    edition, place = shipped.edition, f"/programme/{shipped.edition.id}"
    lead.fill("/programme/nouvelle/", told(edition, "criteria"))
    for criterion in edition.criteria:
        lead.fill(f"{place}/criteres/nouveau/", told(criterion))
    for source in shipped.sources:
        lead.fill(f"{place}/sources/nouvelle/", told(source, "became"))
    for source in (source for source in shipped.sources if source.became):
        lead.fill(f"{place}/sources/{source.id}/", {"became": source.became})
    for product in shipped.products:
        lead.fill(f"{place}/services/nouveau/", told(product, "phases", "levers", "indicators"))
        for phase in product.phases:
            lead.fill(f"{place}/{product.id}/phases/nouvelle/", told(phase))
        team(lead, f"{place}/{product.id}", product)
    return Edition.objects.get(slug=edition.id)


def team(lead: Hand, place: str, product: Any) -> None:
    """The lead invites who leads the product, and they tell what their team did."""
    email = f"{product.id}@example.org"
    lead.fill(f"{place}/personnes/inviter/", {"email": email, "role": "product_lead"})
    leader = Hand(Person.objects.get(email=email))
    for lever in product.levers:
        leader.fill(f"{place}/leviers/nouveau/", told(lever))


def test_what_is_typed_is_what_the_file_says(entered, shipped):
    made = exported(entered)
    assert made.edition == shipped.edition
    assert made.sources == shipped.sources
    for typed_in, product in zip(made.products, shipped.products, strict=True):
        assert typed_in == product.model_copy(update={"indicators": []})
