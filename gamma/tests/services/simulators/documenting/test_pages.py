"""The page of a rule, as a visitor and as a developer ask for it."""

import json
import re
import time
from urllib.parse import quote

import pytest
from django.urls import reverse

from gamma.services.simulators.documenting import places
from gamma.services.simulators.rules import engine

RULES = "/simulateurs/regles/"
GROSS = "salarié . contrat . salaire brut"
RELIEF = RULES + "salarié/cotisations/exonérations/RGDU/"
PAID = {"simulateur": "salaire-brut-net", GROSS: "3000 €/mois"}


def of(rule):
    return RULES + quote(places.written(rule)) + "/"


def test_a_page_says_the_rule_how_it_is_computed_and_by_whom_it_is_read(see):
    text = see(RELIEF)
    for said in (
        "Cette réduction est maximale pour une rémunération au niveau du Smic.",
        "Le produit de : Assiette (Cotisations) Coefficient (RGDU)",
        "Sans dépasser plafond avec application de la DFS",
        "Au moins une de ces conditions est remplie : Assiette (Cotisations) = 0",
        "Assiette (Cotisations) ≥ 3 × SMIC (Temps de travail)",
        "Elle est utilisée par (1) Part employeur",
        "Elle peut être rendue non applicable par (4)",
        "Règles de cumul",
    ):
        assert said in text
    assert "Dans votre simulation" not in text


def test_a_scale_is_a_table(see):
    text = see(of("impôt . taux neutre d'impôt sur le revenu"))
    assert "Si Date ≥ 01/01/2026 Alors Une grille" in text
    assert "Jusqu'à Montant 1 635 €/mois 0 % 1 698 €/mois 0,5 %" in text
    assert "au-delà 43 %" in text


def test_texts_of_the_rules_are_marked_as_french_in_english(client):
    page = client.get("/en" + RELIEF).content.decode()
    assert '<h1 lang="fr">RGDU</h1>' in page
    assert '<div lang="fr"><p>Le dispositif' in page
    assert "<h1>RGDU</h1>" in client.get(RELIEF).content.decode()


def test_in_a_simulation_a_page_explains_the_value_and_leads_back(client, see):
    text = see(RELIEF, PAID)
    assert "Dans votre simulation 322,80 €/mois" in text
    assert "3 000 €/mois ( Assiette (Cotisations) ) × 0,1076 ( Coefficient (RGDU) ) = 322,80 €/mois" in text
    page = client.get(RELIEF, PAID).content.decode()
    kept = "salari%C3%A9+.+contrat+.+salaire+brut=3000+%E2%82%AC%2Fmois"
    assert f'<a href="/simulateurs/salaire-brut-net/?{kept}">Revenir à la simulation</a>' in page
    linked = of("salarié . cotisations . assiette")
    assert f'href="{linked}?simulateur=salaire-brut-net&amp;{kept}"' in page


def test_the_tree_goes_a_level_deeper_on_demand_until_it_may_not(client):
    usual, deeper, deepest = (client.get(RELIEF, {**PAID, **more}).content.decode() for more in (
        {}, {"profondeur": "4"}, {"profondeur": "99"}))  # fmt: skip
    assert usual.count("<details") < deeper.count("<details") < deepest.count("<details")
    assert "profondeur=4" in usual
    assert "Dérouler" not in deepest


def test_what_cannot_be_used_is_told_and_the_rest_is_computed(see):
    text = see(of("salarié . cotisations . assiette"), {**PAID, "inconnue": "1", "salarié . contrat": "n'importe +"})
    assert "Des noms ne sont ceux d'aucune règle inconnue" in text
    assert "salarié . contrat : « n'importe + » ne se lit pas." in text
    assert "Dans votre simulation 3 000 €/mois" in text


def test_an_unknown_simulator_is_told(see):
    assert "simulateur=rien" in see(RELIEF, {"simulateur": "rien"})


def test_a_situation_without_simulator_is_a_situation(see):
    assert "Dans votre simulation 5 %" in see(of("salarié . cotisations . prévoyances . santé . taux employeur"), {
        "salarié . cotisations . prévoyances . santé . taux employeur": "5 %"})  # fmt: skip


def test_an_unknown_rule_is_not_found_and_near_ones_are_proposed(see):
    text = see(RULES + "salarié/contrat/salaire-brutt/", status=404)
    assert "Vouliez-vous dire Salaire brut salarié . contrat . salaire brut" in text


def test_a_short_name_leads_to_its_rule_with_the_simulation(client):
    answer = client.get(RULES + "CA/", {"simulateur": "sasu"})
    assert answer.status_code == 301
    assert answer.url == of("entreprise . chiffre d'affaires").replace("%27", "'") + "?simulateur=sasu"


def test_a_developer_reads_the_definition_the_situation_and_the_call(see):
    text = see(RELIEF, PAID)
    assert "produit: - cotisations . assiette - coefficient" in text
    assert f'"{GROSS}": "3000 €/mois"' in text
    body = re.search(r"-d '(\{.*\})'", text)[1].replace("'\\''", "'")
    assert json.loads(body)["expressions"] == ["salarié . cotisations . exonérations . RGDU"]
    assert "curl -X POST http://testserver/api/v1/simulators/evaluate" in text


def test_two_rules_of_one_title_are_told_apart():
    titles = places.titles("modele-social")
    assert titles["salarié . cotisations . maladie . employeur"] != titles["salarié . cotisations . CEG . employeur"]
    assert titles["salarié . contrat . salaire brut"] == "Salaire brut"


def test_every_rule_has_its_own_address():
    rules = engine("modele-social").rules
    found = {name: places.named(places.written(name)) for name in rules}
    assert [name for name, place in found.items() if place is None or place.rule != name] == []


def test_a_second_model_has_its_own_addresses(settings):
    place = places.Place("other", "salarié . contrat")
    assert place.path == "other/salarié/contrat"
    assert places.Place("modele-social", "salarié . contrat").path == "salarié/contrat"
    assert reverse("simulators:rule", args=[place.path]).endswith("/regles/other/salari%C3%A9/contrat/")


@pytest.mark.parametrize("rule", list(engine("modele-social").rules)[::45])
def test_a_rule_in_forty_five_has_a_page(client, rule):
    assert client.get(of(rule)).status_code == 200


@pytest.mark.study
def test_every_rule_has_a_page_in_both_languages_and_in_a_simulation(client):
    rules = engine("modele-social").rules
    assert len(rules) > 1_300
    wrong = [(name, more) for name in rules for more in ({}, PAID) if client.get(of(name), more).status_code != 200]
    wrong += [(name, "en") for name in rules if client.get("/en" + of(name)).status_code != 200]
    assert wrong == []


def _time(client, path):
    began = time.perf_counter()
    client.get(path)
    return time.perf_counter() - began


@pytest.mark.study
def test_a_page_is_made_in_less_than_fifty_milliseconds(client):
    spent = []
    for name in list(engine("modele-social").rules)[::10]:
        spent.append(min(_time(client, of(name)) for _ in range(3)))
    assert sorted(spent)[int(len(spent) * 0.95)] < 0.05
