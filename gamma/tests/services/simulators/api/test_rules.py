"""Simulators and rules as data: what is listed, and the ways to name one."""

import json
from urllib.parse import quote

import pytest

from gamma.services.simulators.api import describing, naming
from gamma.services.simulators.catalogue import renamed, simulators
from gamma.services.simulators.rules import engine

from .conftest import GROSS, ROOT


def test_every_listed_simulator_is_told(client):
    found = client.get(f"{ROOT}/").json()
    assert [one["slug"] for one in found] == [one.slug for one in simulators().values() if one.listed]
    assert all(one["model"]["version"] == "11.1.0" for one in found)


def test_every_simulator_has_its_address(client):
    for slug in simulators():
        answer = client.get(f"{ROOT}/{slug}")
        assert (answer.status_code, answer.json()["slug"]) == (200, slug)
    assert client.get(f"{ROOT}/profession-liberale/medecin/").json()["slug"] == "profession-liberale/medecin"


def test_a_former_name_is_understood(client):
    former, slug = next(iter(renamed().items()))
    assert client.get(f"{ROOT}/{former}").json()["slug"] == slug


def test_a_simulator_that_is_stale_says_so(client):
    stale = next(one for one in simulators().values() if one.freshness and one.freshness.state == "stale")
    assert client.get(f"{ROOT}/{stale.slug}").json()["freshness"]["state"] == "stale"
    assert client.get(f"{ROOT}/salaire-brut-net").json()["freshness"] == {"state": "current"}


def test_titles_are_in_the_language_of_the_request(client):
    one = simulators()["salaire-brut-net"]
    assert client.get(f"{ROOT}/{one.slug}", HTTP_ACCEPT_LANGUAGE="en").json()["title"] == one.title["en"]
    assert client.get(f"{ROOT}/{one.slug}").json()["title"] == one.title["fr"]


def test_an_unknown_simulator_is_told(client):
    answer = client.get(f"{ROOT}/zut")
    assert answer.status_code == 404
    assert "« zut »" in answer.json()["error"]["what"]


def test_the_rules_are_listed_whole_or_by_pages(client):
    whole = client.get(f"{ROOT}/rules").json()
    assert whole["count"] == len(engine("modele-social").rules) == len(whole["rules"])
    page = client.get(f"{ROOT}/rules/?offset=10&limit=5").json()
    assert page["rules"] == whole["rules"][10:15]
    gross = next(one for one in whole["rules"] if one["name"] == GROSS)
    assert gross == {"name": GROSS, "title": "Salaire brut", "unit": "€/mois", "kind": "number", "asked": False}
    assert sum(one["asked"] for one in whole["rules"]) > 100


@pytest.mark.parametrize(
    "name", [GROSS, "salarié/contrat/salaire-brut", "salarié/contrat/salaire-brut/", "salaire-brut"]
)
def test_a_rule_is_found_by_its_name_its_path_or_its_short_name(client, name):
    answer = client.get(f"{ROOT}/rules/{quote(name)}")
    page = answer.json()
    assert (answer.status_code, page["name"]) == (200, GROSS)
    assert page["raw"]["inversion numérique"]
    assert page["reads"]


def test_no_two_rules_have_one_path():
    assert len(naming.paths("modele-social")) == len(engine("modele-social").rules)


def test_short_names_are_no_names_of_rules():
    shorts = naming.shorts("modele-social")
    assert shorts["CA"] == "entreprise . chiffre d'affaires"
    assert not shorts.keys() & engine("modele-social").rules.keys()


def test_an_unknown_rule_is_told_with_its_neighbours(client):
    answer = client.get(f"{ROOT}/rules/{quote(GROSS + 't')}")
    assert answer.status_code == 404
    assert GROSS in answer.json()["error"]["mend"]


def test_an_unknown_model_is_told(client):
    assert client.get(f"{ROOT}/rules?model=zut").status_code == 422


@pytest.mark.parametrize("query", ["offset=-1", "limit=0", "limit=x", "limit=9999"])
def test_a_bad_page_is_told(client, query):
    answer = client.get(f"{ROOT}/rules?{query}")
    assert (answer.status_code, answer.json()["error"]["where"]) == (422, query.partition("=")[0])
    assert answer.json()["error"]["mend"]


@pytest.mark.study
def test_every_rule_is_json():
    for name in engine("modele-social").rules:
        json.dumps(describing.rule("modele-social", name), allow_nan=False)
