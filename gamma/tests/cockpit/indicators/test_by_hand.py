"""The indicators of season 1, entered by hand through the pages from what its file says, are those of the file."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum

import pytest
from django.db import transaction

from gamma.cockpit.indicators.facts import DefinitionFacts
from gamma.cockpit.indicators.models import Claim, Indicator, Reading, Target
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Membership
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.exporting import exported
from gamma.ground.accounts.models import Person


def typed(facts, *left) -> dict[str, str]:
    """A description as a person would type it."""
    said = facts.model_dump(exclude={"was", *left}) if hasattr(facts, "model_dump") else facts
    data = {}
    for name, value in said.items():
        if isinstance(value, Mapping) and not set(value) <= {"fr", "en"}:
            data |= {f"{name}__{inner}": one for inner, one in typed(value).items()}
        elif isinstance(value, Mapping):
            data |= {name: value.get("fr", ""), f"{name}_en": value.get("en", "")}
        elif value is True:
            data[name] = "on"
        elif value not in (None, False, "", []):
            data[name] = _said(value)
    return data


def _said(value) -> str:
    if isinstance(value, list):
        return " à ".join(_said(one) for one in value)
    return value.value if isinstance(value, Enum) else f"{value:f}" if isinstance(value, Decimal) else str(value)


@pytest.fixture
def send(client, db):
    """Fill in a page of a product and send it, on the state that it opens with."""

    def sending(place, path, data):
        where = f"/indicateurs/season-1/{place}/{path}"
        seal = client.get(where).context["seal"]
        answer = client.post(where, {**data, "seal": seal})
        assert answer.status_code == 302, (where, answer.context["form"].errors)

    return sending


@pytest.fixture
def by_file(db, shipped):
    """The season as it is kept once its file is loaded; nothing of it stays."""
    with transaction.atomic():
        load(shipped, by="test")
        season = exported(Edition.objects.get())
        transaction.set_rollback(True)
    return {row.id: row.indicators for row in season.products}


@pytest.fixture
def lead(client, by_file, shipped):
    bare = [product.model_copy(update={"indicators": []}) for product in shipped.products]
    load(shipped.model_copy(update={"products": bare}), by="test")
    person = Person.objects.create_user("lead@example.org")
    Membership.objects.create(person=person, edition=Edition.objects.get(), role=MemberRole.LEAD)
    client.force_login(person)


def test_season_one_by_hand_is_season_one(lead, send, shipped, by_file):
    for product in shipped.products:
        for entry in product.indicators:
            _describe(send, product.id, entry)
            _aim_and_read(send, product.id, entry)
        for entry in product.indicators:
            if entry.status == "retired":
                life = {**typed({"reason": entry.reason}), "successor": entry.successor or "none"}
                send(product.id, f"{entry.id}/ne-plus-suivre/", life)
    by_hand = {row.id: row.indicators for row in exported(Edition.objects.get()).products}
    for product, entries in by_file.items():
        for wanted, found in zip(entries, by_hand[product], strict=True):
            told = wanted.model_copy(update={"history": []})
            assert [name for name, value in found if value != getattr(told, name)] == [], f"{product}/{wanted.id}"


def _describe(send, product, entry):
    first, *later = entry.definitions
    place = {"id": entry.id, "supports": entry.supports or "", **({} if entry.followed else {"context": "on"})}
    send(product, "proposer/", {**typed(first), **place})
    for definition in later:
        assert isinstance(definition, DefinitionFacts)
        send(product, f"{entry.id}/fiche/", typed(definition))


def _aim_and_read(send, product, entry):
    for reading in entry.readings:
        first, *later = [*reading.was, reading]
        where = {"period": reading.period, "source": reading.source, "version": str(reading.version or 1)}
        send(product, f"{entry.id}/releves/nouveau/", {**typed(first, "period", "source", "version"), **where})
        for state in later:
            key = Reading.objects.latest("pk").pk
            send(product, f"{entry.id}/releves/{key}/corriger/", typed(state, "period", "source", "version"))
    for target in entry.targets:
        first, *later = [*target.was, target]
        version = {"id": target.id, "version": str(target.version or 1)}
        send(product, f"{entry.id}/cibles/saisir/", {**typed(first, "id", "version"), **version})
        for state in later:
            send(product, f"{entry.id}/cibles/{target.id}/saisir-revision/", {**typed(state, "id"), **version})
    for claim in entry.claims:
        send(product, f"{entry.id}/textes/nouveau/", typed(claim))
    assert Indicator.objects.filter(slug=entry.id).exists()
    assert Target.objects.filter(definition__indicator__slug=entry.id).exists() == bool(entry.targets)
    assert Claim.objects.filter(indicator__slug=entry.id).count() == len(entry.claims)
