"""A workbook holds numbers as numbers, and nothing that a spreadsheet would obey."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.keeping.sheets import written
from gamma.services.simulators.keeping.taking import taken
from gamma.services.simulators.keeping.telling import Situation
from gamma.services.simulators.reckoning.figures import Amount
from gamma.services.simulators.reckoning.lines import Line

MADE = datetime(2026, 7, 1, tzinfo=UTC)
PAY = {"salarié . contrat . salaire brut": "3000 €/mois", "salarié . contrat . statut cadre": "oui"}


def book(client, slug: str, parameters: Mapping[str, str]) -> bytes:
    answer = client.get(f"/simulateurs/{slug}/simulation.xlsx", parameters)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    return answer.content


def held(frame: pl.DataFrame, rule: str) -> tuple[float | None, str | None]:
    (found,) = frame.filter(pl.col("Règle") == rule).select("Valeur", "Unité").rows()
    return found


def test_its_figures_are_those_of_the_page(client, sheets, lines):
    results = sheets(book(client, "salaire-brut-net", PAY))["Résultats"]
    page = client.get("/simulateurs/salaire-brut-net/", PAY).content.decode()
    read = {"".join(text.split()) for text in results["En clair"]}
    shown = ["".join(value.split()) for _title, value in lines(page.split('id="questions"')[0])]
    assert shown
    assert [one for one in shown if one not in read] == []
    assert held(results, "salarié . coût total employeur")[1] == "€/mois"
    for value, text in results.select("Valeur", "En clair").rows():
        number = text.replace("€/mois", "").replace(",", ".").replace("\u2212", "-")
        assert value == float("".join(number.split()))


def test_answers_and_assumptions_are_apart(client, sheets):
    found = sheets(book(client, "salaire-brut-net", PAY))
    assert list(found) == ["Résultats", "Réponses", "Hypothèses", "Sources"]
    assert held(found["Réponses"], "salarié . contrat . salaire brut") == (3000, "€/mois")
    cadre = found["Réponses"].filter(pl.col("Règle") == "salarié . contrat . statut cadre")
    assert cadre["En clair"].to_list() == ["Oui"]
    assert held(found["Hypothèses"], "salarié . cotisations . prévoyances . santé . montant") == (40, "€/mois")
    assert not {*found["Hypothèses"]["Règle"]} & {*found["Réponses"]["Règle"]}


def test_an_answer_by_year_is_written_in_the_unit_of_the_page(client, sheets):
    parameters = {"salarié . contrat . salaire brut": "36000 €/an"}
    assert held(sheets(book(client, "salaire-brut-net", parameters))["Réponses"], *parameters) == (3000, "€/mois")
    bonus = {**PAY, "salarié . rémunération . primes . activité . base": "1200 €/an"}
    answers = sheets(book(client, "salaire-brut-net", bonus))["Réponses"]
    assert held(answers, "salarié . rémunération . primes . activité . base") == (100, "€/mois")


def test_it_says_its_model_its_law_and_its_link(client, sheets):
    sources = sheets(book(client, "salaire-brut-net", PAY))["Sources"]
    told = {subject: (title, text) for subject, title, text in reversed(sources.rows())}
    assert told["Modèle"] == ("modele-social", "11.1.0")
    assert told["Date du droit"][0] == "01/07/2026"
    assert told["Lien"][1].startswith("http://testserver/simulateurs/salaire-brut-net/?salari%C3%A9")
    assert told["Texte de référence"][1].startswith("http")
    assert "Avertissement" not in told
    empty = sheets(book(client, "salaire-brut-net", {}))["Sources"]
    assert empty.filter(pl.col("Sujet") == "Avertissement")["Intitulé"].to_list() == ["Ceci est un exemple"]


def test_statuses_are_one_under_the_other(client, sheets):
    results = sheets(book(client, "comparaison-régimes-sociaux", {}))["Résultats"]
    count = results.group_by("Colonne").len().rows()
    assert {name for name, _ in count} == {"SASU (président)", "Entreprise individuelle", "Auto-entrepreneur"}
    assert len({rows for _, rows in count}) == 1


def test_pinned_simulations_are_under_this_one(client, sheets):
    pinned = {**PAY, "comparer": "salari%C3%A9+.+contrat+.+salaire+brut=2000+%E2%82%AC%2Fmois"}
    results = sheets(book(client, "salaire-brut-net", pinned))["Résultats"]
    gross = results.filter(pl.col("Règle") == "salarié . contrat . salaire brut")
    assert gross["Valeur"].to_list() == [3000, 2000]
    assert gross["Colonne"].to_list()[0] == "Cette simulation"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "@SUM(A1)", '=HYPERLINK("http://x")', "{=A1}", "http://x", "12"])
def test_no_text_becomes_a_formula_a_link_or_a_number(sheets, formula):
    arrival = addresses.read(simulators()["salaire-brut-net"], {name: [value] for name, value in PAY.items()})
    hostile = Line(formula, formula, "", formula, Amount(None))
    told = replace(taken(arrival, formula, MADE), situation=Situation([hostile], [hostile]))
    found = sheets(written(told))  # the reader refuses formulas
    assert found["Réponses"].row(0) == (formula, formula, None, None, formula)
    assert formula in found["Sources"]["Texte"].to_list()


@pytest.mark.study
@pytest.mark.parametrize("slug", list(simulators()))
def test_every_simulator_makes_a_workbook(client, sheets, slug):
    for sample in samples(slug):
        given = {name: str(value) for name, value in sample.situation.items() if not isinstance(value, dict)}
        assert len(sheets(book(client, slug, given))["Résultats"])
