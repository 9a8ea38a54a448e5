"""The page of a curve and its table: what they show, and what they answer to anything."""

import csv

import pytest

from gamma.services.simulators.catalogue import simulators

HOME = "/simulateurs/salaire-brut-net/"
GROSS = "salarié . contrat . salaire brut"
NET = "salarié . rémunération . net . à payer avant impôt"


def test_the_page_draws_what_is_asked(client):
    page = client.get(f"{HOME}courbe/", {"salaire-brut": "3000", "figure": NET, "de": "2000", "a": "4000"})
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count('<svg xmlns="http://www.w3.org/2000/svg" role="img"') == 2
    assert "« Salaire brut » de 2\u202f000\u00a0€/mois à 4\u202f000\u00a0€/mois" in text
    assert f'name="{GROSS}" value="3000 €/mois"' in text.replace("salarié . contrat . salaire brut", GROSS)
    assert f'value="{NET}" checked' in text
    assert "1 − (net en plus ÷ montant en plus)" in text


def test_the_table_holds_every_point(client):
    answer = client.get(f"{HOME}courbe.csv", {"salaire-brut": "3000", "de": "2000", "a": "4000", "figure": NET})
    rows = list(csv.reader(answer.content.decode().splitlines()))
    assert rows[0][:2] == ["Salaire brut (€/mois)", "Salaire net (€/mois)"]
    at = {float(row[0]): float(row[1]) for row in rows[1:]}
    assert at[3000.0] == pytest.approx(2352.8525, abs=0.001)
    assert len(at) > 70
    assert rows[-1][-1] == ""  # nothing follows the last value


@pytest.mark.parametrize("slug", [one for one in simulators() if "profession-liberale/" not in one])
def test_every_simulator_has_a_curve_or_says_that_it_has_none(client, slug):
    page = client.get(f"/simulateurs/{slug}/courbe/")
    assert page.status_code == 200
    assert ("<svg xmlns" in page.content.decode()) != ("Rien à faire varier ici" in page.content.decode())


@pytest.mark.parametrize(
    "hostile",
    [
        {"de": "abc", "a": "NaN"},
        {"de": "4000", "a": "1000"},
        {"de": "1000", "a": "1000"},
        {"a": "9" * 40},
        {"a": "999999999999"},
        {"de": "0", "a": "0.0000000001"},
        {"axe": "no such rule", "figure": "neither this one"},
        {"axe": "SMIC . horaire"},
        {"figure": "x" * 10_000, "contexte": "y" * 10_000},
        {"no such rule": "3000", GROSS: "x" * 10_000},
        {GROSS: "NaN"},
        {GROSS: "'text'"},
        {"<script>": "<script>alert(1)</script>", "de": "<script>"},
    ],
)
def test_hostile_parameters_are_answered_with_words(client, hostile):
    page = client.get(f"{HOME}courbe/", hostile)
    assert page.status_code in (200, 422)
    assert "<script>alert" not in page.content.decode()
    assert client.get(f"{HOME}courbe.csv", hostile).status_code in (200, 422)


def test_a_bound_that_is_refused_is_told_beside_its_field(client):
    page = client.get(f"{HOME}courbe/", {"salaire-brut": "3000", "de": "5000", "a": "100"})
    assert page.status_code == 422
    assert 'id="a-error"' in page.content.decode()
    assert 'value="100"' in page.content.decode()
