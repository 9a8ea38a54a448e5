"""An indicator is proposed, accepted by another person once it can be, described anew, retired with a reason."""

import pytest
from django.core import mail

from gamma.cockpit.indicators import actions
from gamma.cockpit.indicators.facts import DefinitionFacts, IndicatorFacts, ReadingFacts, UnitFacts
from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.lists import MemberRole as M
from gamma.cockpit.programme.models import Edition
from gamma.ground.audit.models import Entry
from gamma.ground.errors import UserError

from .conftest import NOW

SHEET = {"name": "Clients", "kind": "count_distinct", "period": "month", "unit": "people", "direction": "up"}
WHOLE = {**SHEET, "origin": "La caisse", "owner": "Ada"}


@pytest.fixture
def proposed(bakery, who):
    def propose(sheet=WHOLE, **more) -> Indicator:
        facts = IndicatorFacts(id="clients", definitions=[DefinitionFacts(**sheet)], **more)
        return actions.propose_indicator(facts, enrolment=bakery, by=who(M.PRODUCT_LEAD), today=NOW)

    return propose


@pytest.fixture
def read(who):
    def give(indicator, **said):
        facts = ReadingFacts(**{"period": "2021-01", "value": 12, "source": "saisie-equipe", **said})
        return actions.record_reading(facts, indicator=indicator, by=who(M.DATA_OWNER), today=NOW)

    return give


def test_it_waits_then_is_accepted_by_another_person(proposed, read, who):
    indicator = proposed()
    assert indicator.status == Status.PROPOSED
    with pytest.raises(UserError, match="Il manque encore : un premier relevé"):
        actions.accept_indicator(indicator, by=who(M.COACH))
    read(indicator)
    with pytest.raises(UserError, match="Personne n'accepte ce qu'il a proposé"):
        actions.accept_indicator(indicator, by=who(M.PRODUCT_LEAD))
    assert actions.accept_indicator(indicator, by=who(M.COACH)).status == Status.ACTIVE
    with pytest.raises(UserError, match="n'attend pas"):
        actions.accept_indicator(indicator, by=who(M.COACH))


@pytest.mark.parametrize(
    ("sheet", "missing"), [({**WHOLE, "origin": {}}, "une source"), ({**WHOLE, "owner": ""}, "un responsable")]
)
def test_it_is_not_accepted_without_source_or_owner(proposed, read, who, sheet, missing):
    indicator = proposed(sheet)
    read(indicator)
    with pytest.raises(UserError, match=missing):
        actions.accept_indicator(indicator, by=who(M.COACH))


def test_a_withdrawn_reading_is_no_first_reading(proposed, read, who):
    indicator = proposed()
    actions.withdraw_reading(read(indicator), reason={"fr": "faux"}, by=who(M.DATA_OWNER))
    with pytest.raises(UserError, match="un premier relevé"):
        actions.accept_indicator(indicator, by=who(M.COACH))


def test_of_an_edition_that_is_over_it_is_recorded_as_it_was(past, who, today):
    facts = IndicatorFacts(id="clients", definitions=[DefinitionFacts(**SHEET)])
    row = actions.propose_indicator(facts, enrolment=past, by=who(M.COACH), today=today)
    assert row.status == Status.ACTIVE
    gone = actions.retire_indicator(row, reason={}, successor=None, by=who(M.COACH), today=today)
    assert (gone.status, gone.reason) == (Status.RETIRED, {})


def test_a_series_beside_an_indicator_does_not_wait(proposed):
    row = proposed(followed=False, supports="loaves")
    assert (row.status, row.supports.slug) == (Status.ACTIVE, "loaves")


@pytest.mark.parametrize("name", ["loaves", "importer", "proposer"])
def test_no_two_pages_have_one_address(bakery, who, name):
    facts = IndicatorFacts(id=name, definitions=[DefinitionFacts(**SHEET)])
    with pytest.raises(UserError, match="déjà prise"):
        actions.propose_indicator(facts, enrolment=bakery, by=who(M.PRODUCT_LEAD), today=NOW)


def test_declined_it_says_why_and_waits_to_be_described_better(proposed, who):
    indicator = proposed()
    with pytest.raises(UserError, match="dit sa raison"):
        actions.decline_indicator(indicator, reason={}, by=who(M.COACH))
    actions.decline_indicator(indicator, reason={"fr": "Trop vague"}, by=who(M.COACH))
    assert indicator.status == Status.PROPOSED
    actions.describe_indicator(
        indicator, DefinitionFacts(**{**WHOLE, "name": "Clients servis"}), by=who(M.PRODUCT_LEAD)
    )
    indicator.refresh_from_db()
    assert (indicator.status, indicator.reason) == (Status.PROPOSED, {})


def test_what_figures_mean_changes_by_a_new_version_that_says_why(bakery, loaves, who):
    said = {"name": "Pains par semaine", "kind": "count", "period": "week", "aggregation": "sum", "direction": "up"}
    with pytest.raises(UserError, match="dire ce qui change"):
        actions.describe_indicator(loaves, DefinitionFacts(**said), by=who(M.PRODUCT_LEAD))
    row = actions.describe_indicator(
        loaves, DefinitionFacts(**said, change="La caisse compte à la semaine"), by=who(M.PRODUCT_LEAD)
    )
    assert (row.version, loaves.definitions.count()) == (2, 2)
    assert loaves.definitions.get(version=1).readings.count() == 2


def test_what_it_is_called_changes_in_place(bakery, loaves, who):
    kept = {"kind": "count", "period": "month", "aggregation": "sum", "direction": "up", "unit": "files"}
    row = actions.describe_indicator(loaves, DefinitionFacts(name="Pains vendus", **kept), by=who(M.PRODUCT_LEAD))
    assert (row.version, row.name) == (1, {"fr": "Pains vendus"})
    assert Entry.objects.latest("pk").before["name"] == {"fr": "Pains par mois"}


def test_it_is_retired_with_a_reason_and_a_successor_or_none(bakery, loaves, who):
    successor = Indicator.objects.get(slug="smell")
    with pytest.raises(UserError, match="dit sa raison"):
        actions.retire_indicator(loaves, reason={}, successor=None, by=who(M.COACH), today=NOW)
    with pytest.raises(UserError, match="ne se remplace pas lui-même"):
        actions.retire_indicator(loaves, reason={"fr": "x"}, successor=loaves, by=who(M.COACH), today=NOW)
    row = actions.retire_indicator(
        loaves, reason={"fr": "Mesuré trop tard"}, successor=successor, by=who(M.COACH), today=NOW
    )
    assert (row.status, row.successor) == (Status.RETIRED, successor)
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.person, entry.scope) == ("replaced", who(M.COACH), "small/bakery")


def test_a_unit_of_ones_own_is_made_with_it(bakery, who):
    unit = UnitFacts(fr=["croissant", "croissants"], en=["croissant", "croissants"])
    facts = IndicatorFacts(id="croissants", definitions=[DefinitionFacts(name="Croissants", kind="count")])
    row = actions.propose_indicator(facts, unit=unit, enrolment=bakery, by=who(M.PRODUCT_LEAD), today=NOW)
    assert row.definitions.get().unit.slug == "croissants"


def test_every_write_bears_its_author_and_touches_the_edition(proposed, read, who):
    before = Edition.objects.get().facts_version
    read(proposed())
    assert Edition.objects.get().facts_version == before + 2
    verbs = list(Entry.objects.order_by("pk").values_list("verb", "by"))
    assert verbs == [("proposed", "product_lead"), ("made", "product_lead"), ("made", "data_owner")]
    assert mail.outbox == []


def test_the_pages_propose_then_accept(bakery, who, client, at, filled):
    client.force_login(who(M.PRODUCT_LEAD))
    data = filled(at("propose")) | {"name": "Clients", "kind": "count_distinct", "unit": "people"}
    answer = client.post(at("propose"), data)
    assert answer.url == at("indicator", "clients")
    client.force_login(who(M.COACH))
    refused = client.post(at("accept", "clients"), filled(at("accept", "clients")))
    assert refused.status_code == 422
    assert "Il manque encore" in refused.content.decode()


def test_a_form_says_what_is_wrong_beside_its_field(bakery, who, client, at):
    client.force_login(who(M.PRODUCT_LEAD))
    answer = client.post(
        at("propose"),
        {
            "name": "Clients",
            "kind": "count",
            "period": "month",
            "aggregation": "none",
            "id": "Été 2020",
            "unit_one": "pain",
        },
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"unit_many"}
