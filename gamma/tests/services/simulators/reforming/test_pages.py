"""The page of a what-if: what it shows, and what it answers to anything."""

import pytest

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.rules import engine

PAGE = "/simulateurs/salaire-brut-net/et-si/"
RATE = "salarié . cotisations . vieillesse . salarié . plafonnée . taux"


def test_rules_are_offered_with_their_value(client):
    text = client.get(PAGE, {"salaire-brut": "3000", "q": "vieillesse"}).content.decode()
    assert "8,55\u202f%" in text
    assert "35\u00a0heures/semaine" in client.get(PAGE, {"salaire-brut": "3000"}).content.decode()
    assert "SMIC › Horaire" not in text
    assert "regle=salari%C3%A9+.+cotisations+.+vieillesse" in text


def test_a_change_is_shown_on_the_case_and_on_typical_ones(client):
    page = client.get(PAGE, {"salaire-brut": "3000", "regle": RATE, "valeur": "16,9 %"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "−300\u00a0€/mois" in text
    assert "1,6 SMIC" in text
    assert 'name="valeur" value="16,9 %"' in text
    assert text.count('class="action"') == 1


def test_without_a_change_there_is_no_effect(client):
    text = client.get(PAGE, {"salaire-brut": "3000", "regle": RATE, "valeur": ""}).content.decode()
    assert "Voir les effets" in text
    assert "Sur cette simulation" not in text


def test_a_value_that_is_no_number_is_told_beside_its_field(client):
    page = client.get(PAGE, {"salaire-brut": "3000", "regle": RATE, "valeur": "beaucoup"})
    assert page.status_code == 422
    text = page.content.decode()
    assert 'id="change-1-error"' in text
    assert 'value="beaucoup"' in text


@pytest.mark.parametrize("slug", [one for one in simulators() if "profession-liberale/" not in one])
def test_every_simulator_has_its_page(client, slug):
    page = client.get(f"/simulateurs/{slug}/et-si/")
    assert page.status_code == 200
    assert "toutes choses égales par ailleurs" in page.content.decode()


def test_a_change_that_does_nothing_here_is_told(client):
    """The rate of those who work in the building trade, for an employee who does not."""
    other = "salarié . convention collective . BTP . taux ATMP fonctions support"
    known = {"salaire-brut": "3000", "salarié . convention collective": "'BTP'"}
    assert client.get(PAGE, {"salaire-brut": "3000", "regle": other, "valeur": "3"}).status_code == 422
    page = client.get(PAGE, known | {"regle": other, "valeur": "3"})
    assert "Rien ne change sur cette simulation" in page.content.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        {"regle": "no such rule", "valeur": "3"},
        {"regle": "x" * 10_000, "valeur": "y" * 10_000},
        {"regle": [RATE] * 50, "valeur": ["1"] * 50},
        {"regle": RATE, "valeur": "NaN"},
        {"regle": RATE, "valeur": "-999999999999"},
        {"regle": "durée légale du travail", "valeur": "0"},
        {"regle": "salarié . contrat . salaire brut", "valeur": "3"},
        {"valeur": "3"},
        {"q": "<script>alert(1)</script>"},
        {"contexte": "z" * 10_000, "salaire-brut": "x" * 10_000},
    ],
)
def test_hostile_parameters_are_answered_with_words(client, hostile):
    page = client.get(PAGE, hostile)
    assert page.status_code in (200, 422)
    assert "<script>alert" not in page.content.decode()


def test_a_private_rule_is_refused(client):
    private = next(name for name, rule in engine("modele-social").model.rules.items() if rule.private)
    page = client.get(PAGE, {"regle": private, "valeur": "3"})
    assert page.status_code == 422
    assert "ne peut pas être changée ici" in page.content.decode()
