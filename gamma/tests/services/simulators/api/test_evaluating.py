"""One situation: values as the hosted API gives them, and refusals that name the key."""

import pytest

from gamma.services.simulators.api import evaluating
from gamma.services.simulators.api.evaluating import unit_of
from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.rules import engine

from .conftest import GROSS, NET


def refusal(answer):
    status, body = answer
    assert body["errors"][0] == body["error"]
    return status, body["error"]["where"], body["error"]["what"], body["error"]["mend"]


def test_a_value_has_its_unit_its_state_and_what_it_depends_on(ask, counted):
    status, body = ask({"situation": {GROSS: "3000 €/mois"}, "expressions": NET})
    assert status == 200
    (value,) = body["evaluate"]
    assert value["nodeValue"] == pytest.approx(2352.8525)
    assert value["unit"] == {"numerators": ["€"], "denominators": ["mois"]}
    assert (value["unitText"], value["state"]) == ("€/mois", "value")
    assert value["missingVariables"]["salarié . contrat"] > 0
    assert body["model"]["name"] == "modele-social"
    assert body["model"]["version"] == "11.1.0"
    assert [one["times"] for one in counted] == [1]


def test_a_sample_of_the_catalogue_is_found_again(ask):
    one = simulators()["salaire-brut-net"]
    sample = samples(one.slug)[0]
    body = {"situation": {**one.situation, **sample.situation}, "expressions": list(sample.results)}
    status, answer = ask(body)
    assert status == 200
    for found, held in zip(answer["evaluate"], sample.results.values(), strict=True):
        wanted = getattr(held, "value", held)
        if isinstance(wanted, float):
            assert found["nodeValue"] == pytest.approx(wanted, rel=max(sample.tolerance, 1e-6), abs=0.01)


def test_a_situation_takes_numbers_booleans_texts_and_mechanisms(ask):
    situation = {GROSS: {"somme": [1000, "2000 €/mois"]}, "salarié . contrat . statut cadre": True, "dirigeant": None}
    status, body = ask({"situation": situation, "expressions": [GROSS, "salarié . contrat . statut cadre"]})
    assert status == 200
    assert [one["nodeValue"] for one in body["evaluate"]] == [3000, True]


def test_expressions_may_be_calculations_and_objects(ask):
    status, body = ask({"expressions": ["2 + 2", {"produit": [3, "4 €"]}, 5, False]})
    assert status == 200
    assert [one["nodeValue"] for one in body["evaluate"]] == [4, 12, 5, False]


def test_what_is_read_once_does_not_stay_in_memory(ask):
    ask({"expressions": "1234567 + 89"})
    assert "1234567 + 89" not in engine("modele-social")._compiled.expressions


def test_short_names_are_understood(ask):
    status, body = ask({"situation": {"salaire-brut": 3000}, "expressions": ["salaire-brut", GROSS]})
    assert status == 200
    assert [one["nodeValue"] for one in body["evaluate"]] == [3000, 3000]


def test_the_same_rule_under_two_names_is_refused(ask):
    status, where, what, _ = refusal(ask({"situation": {"salaire-brut": 1, GROSS: 2}, "expressions": GROSS}))
    assert (status, where) == (422, GROSS)
    assert "deux fois" in what


def test_without_missing_variables_a_program_gives_the_same(ask):
    body = {"situation": {GROSS: "3000 €/mois", "salarié . contrat": "'CDD'"}, "expressions": [NET]}
    (walked,) = ask(body)[1]["evaluate"]
    for _ in range(3):
        (found,) = ask(body, "?missing=false")[1]["evaluate"]
        assert found["nodeValue"] == pytest.approx(walked["nodeValue"], rel=1e-9)
        assert found["unit"] == walked["unit"]
        assert "missingVariables" not in found


def test_an_explanation_is_a_tree_of_steps(ask):
    status, body = ask({"situation": {GROSS: 3000}, "expressions": NET}, "?explain=true")
    step = body["evaluate"][0]["explanation"]
    assert status == 200
    assert step["rule"] == NET
    assert step["steps"]


def test_explanations_are_few(ask):
    status, where, _, _ = refusal(ask({"expressions": [1] * 21}, "?explain=true"))
    assert (status, where) == (422, "expressions")


@pytest.mark.parametrize(
    ("situation", "where", "words"),
    [
        ({GROSS + "t": 3}, GROSS + "t", "Aucune règle"),
        ({GROSS: "2000 €/mois )("}, GROSS, "Au caractère 13 : une parenthèse ferme"),
        ({"salarié . contrat": "'XX'"}, "salarié . contrat", "'XX' n'est pas une des valeurs possibles"),
        ({GROSS: {"sommme": [1]}}, f"{GROSS} → sommme", "n'est pas un mot du langage"),
        ({GROSS: {"somme": 1}}, f"{GROSS} → somme", "Une liste est attendue"),
        ({GROSS: [1]}, GROSS, "n'est pas une valeur"),
    ],
)
def test_a_bad_situation_is_told_with_its_key(ask, situation, where, words):
    status, found, what, mend = refusal(ask({"situation": situation, "expressions": GROSS}))
    assert (status, found) == (422, where)
    assert words in what
    assert mend


def test_all_that_is_wrong_is_told_at_once(ask):
    _, body = ask({"situation": {"rien": 1, "zut": 2}, "expressions": GROSS})
    assert [one["where"] for one in body["errors"]] == ["rien", "zut"]


def test_an_unknown_rule_is_told_with_its_neighbours(ask):
    status, where, _, mend = refusal(ask({"expressions": [GROSS, GROSS + "t"]}))
    assert (status, where) == (422, "expressions[1]")
    assert f"« {GROSS} »" in mend


def test_sentences_are_in_the_language_of_the_request(ask):
    body = {"expressions": "1 / 0"}
    assert ask(body)[1]["error"]["what"] == "Le calcul divise par zéro."
    assert ask(body, HTTP_ACCEPT_LANGUAGE="fr;q=1, en;q=0.5")[1]["error"]["what"] == "Le calcul divise par zéro."


@pytest.mark.parametrize("query", ["", "?missing=false"])
def test_an_amount_that_nothing_gives_says_so(ask, query):
    """A walk tells it, and so does what a program cannot tell, from the second time on."""
    body = {"situation": {NET: 100_000_000}, "expressions": [GROSS]}
    ask(body, query)
    status, where, what, mend = refusal(ask(body, query))
    assert (status, where) == (422, NET)
    assert f"{NET} = 100000000" in what
    assert "salaire brut" in mend


def test_a_version_that_is_not_served_is_refused_with_the_one_that_is(ask):
    assert ask({"expressions": GROSS, "model": "modele-social", "version": "11.1.0"})[0] == 200
    status, where, _, mend = refusal(ask({"expressions": GROSS, "version": "10.0.0"}))
    assert (status, where) == (409, "version")
    assert "11.1.0" in mend


def test_a_model_that_is_not_served_is_refused(ask):
    assert refusal(ask({"expressions": GROSS, "model": "zut"}))[:2] == (422, "model")


def test_units_that_do_not_convert_are_a_warning(ask):
    _, body = ask({"expressions": "1 € + 1 kg"})
    assert "unitConversion" in [one["code"] for one in body["warnings"]]


def test_what_lasts_is_given_up(ask, monkeypatch):
    monkeypatch.setattr(evaluating, "SECONDS", -1.0)
    status, where, what, _ = refusal(ask({"expressions": [GROSS]}))
    assert (status, where) == (422, "expressions")
    assert "abandonné" in what


def test_units_are_told_apart():
    assert unit_of(None) is None
    assert unit_of("€.h/mois.personne") == {"numerators": ["€", "h"], "denominators": ["mois", "personne"]}
    assert unit_of("%") == {"numerators": ["%"], "denominators": []}
