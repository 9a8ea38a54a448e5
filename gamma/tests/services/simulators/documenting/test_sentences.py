"""Sentences: what is said of a calculation is true, and is what a person would say."""

import pytest
from django.utils import translation

from gamma.services.simulators.documenting.amounts import shown
from gamma.services.simulators.documenting.pages import explained
from gamma.services.simulators.documenting.sentences import chain
from publicodes import Amount, Engine

GROSS = "salarié . contrat . salaire brut"
CAPPED = "salarié . cotisations . vieillesse . employeur . plafonnée"
RELIEF = "salarié . cotisations . exonérations . RGDU"


def told(step):
    return [" ".join(str(one).split()) for one in chain(step)]


def of(rules, name, situation=None):
    return told(Engine(rules).explain(name, situation=situation or {}).step)


def test_a_product_says_its_terms_and_its_value(explain):
    first = told(explain(CAPPED, **{GROSS: "3000 €/mois"}))[0]
    assert first == "Plafonnée : 3 000 €/mois (Assiette) × 8,55 % (Taux) = 256,50 €/mois."


def test_a_ceiling_is_told_whether_it_is_met_or_not(explain):
    below, above = (told(explain(CAPPED, **{GROSS: gross}))[1] for gross in ("3000 €/mois", "8000 €/mois"))
    ceiling = "Le plafond de 4 005 €/mois (Plafond sécurité sociale proratisé)"
    assert below == f"{ceiling} ne s'applique pas : 3 000 €/mois ne le dépasse pas."
    assert above == f"{ceiling} s'applique : 8 000 €/mois le dépasse."


def test_a_threshold_and_what_it_excludes(explain):
    kept, lost = (told(explain(RELIEF, **{GROSS: gross})) for gross in ("3000 €/mois", "8000 €/mois"))
    assert "Seuil non atteint : 3 000 €/mois (Assiette) ≥ 3 × 1 867,02 €/mois (SMIC)." in kept
    assert lost[0].startswith("RGDU ne s'applique pas ici, car 8 000 €/mois (Assiette) ≥ 3 × 1 867,02 €/mois (SMIC).")


def test_a_coefficient_has_the_decimals_that_its_product_needs(explain):
    first = told(explain(RELIEF, **{GROSS: "3000 €/mois"}))[0]
    assert "3 000 €/mois (Assiette) × 0,1076 (Coefficient) = 322,80 €/mois" in first


def test_the_texts_of_the_law_are_linked(explain):
    links = [part for one in chain(explain(RELIEF, **{GROSS: "3000 €/mois"})) for part in one.parts if part.address]
    assert any(part.address.startswith("https://www.legifrance.gouv.fr/") for part in links)


def test_a_rule_is_a_link_and_a_value_is_not(explain):
    first = chain(explain(CAPPED, **{GROSS: "3000 €/mois"}))[0]
    rules = {part.rule: part.text for part in first.parts if part.rule}
    assert rules["salarié . cotisations . assiette"] == "Assiette"
    assert "256" not in "".join(rules.values())


def test_what_was_answered_and_what_was_supposed(explain):
    found = told(explain("salarié . coût total employeur", **{GROSS: "3000 €/mois"}))
    assert "La simulation dit : Salaire brut : 3 000 €/mois." in found
    assert any(one.startswith("Valeurs supposées") and "Taux employeur : 50 %" in one for one in found)


def test_a_parent_that_does_not_apply(explain):
    first = told(explain("salarié . contrat . CDD . durée"))[0]
    assert first.startswith("Durée du contrat ne s'applique pas ici, car CDD ne s'applique pas.")


def test_an_inversion_says_what_it_was_found_for(explain):
    net = {"salarié . rémunération . net . à payer avant impôt": "3000 €/mois"}
    assert "trouvé pour que Salaire net ait la valeur donnée." in told(explain(GROSS, **net))[0]


def test_the_case_that_holds_is_the_one_that_is_told():
    rules = {
        "date": {"valeur": "01/06/2026"},
        "taille": {"valeur": "12"},
        "dated": {"variations": [{"si": "date >= 01/01/2026", "alors": "5 %"}, {"sinon": "4 %"}]},
        "sized": {"variations": [{"si": "taille < 10", "alors": "1 €"}, {"si": "taille < 20", "alors": "2 €"}]},
        "nested": {
            "variations": [
                {"si": "taille < 10", "alors": "1 €"},
                {"sinon": {"variations": [{"si": "date >= 01/01/2026", "alors": "5 €"}, {"sinon": "4 €"}]}},
            ]
        },
        "other": {"variations": [{"si": "taille < 10", "alors": "1 €"}, {"sinon": "3 €"}]},
    }
    assert of(rules, "dated")[0] == "Dated : 5 %, en vigueur depuis le 01/01/2026."
    assert of(rules, "sized")[0] == "Sized : 2 €, car 12 (Taille) < 20."
    assert of(rules, "nested")[0] == "Nested : 5 €, en vigueur depuis le 01/01/2026."
    assert of(rules, "other")[0] == "Other : 3 €, car aucun des cas particuliers n'est rempli."


def test_what_is_lacking_is_asked_for():
    rules = {"revenu": {"question": "Combien ?", "unité": "€"}, "tax": {"produit": ["revenu", "10 %"]}}
    found = of(rules, "tax")
    assert found[0] == "Tax : on ne peut pas encore le dire, il manque des réponses."
    assert "Réponses qui manquent : Revenu." in found


def test_each_bracket_that_is_filled_is_told():
    tax = {"barème": {"assiette": "revenu", "tranches": [
        {"taux": "0 %", "plafond": "1000 €"}, {"taux": "10 %", "plafond": "5000 €"}, {"taux": "20 %"}]}}  # fmt: skip
    found = of({"revenu": {"valeur": "3000 €"}, "tax": tax}, "tax")
    assert "Tranche de 1 000 € à 5 000 € : 2 000 € × 10 % = 200 €." in found
    assert "Tranche jusqu'à 1 000 € : 1 000 € × 0 % = 0 €." in found
    assert not any("au-delà" in one for one in found)


def test_what_is_taken_away_is_subtracted_and_what_is_nothing_is_left_out():
    rules = {"a": "10 €", "b": "4 €", "c": "0 €", "sum": {"somme": ["a", "0 - b", "c"]}}
    assert of(rules, "sum")[0] == "Sum : 10 € (A) − 4 € (B) = 6 €."


def test_each_change_of_a_value_is_told_in_order():
    rules = {
        "base": "1234.56 €/mois",
        "yearly": {"valeur": "base * 2", "unité": "€/an", "arrondi": "oui"},
        "less": {"valeur": "base", "abattement": "34.56 €/mois"},
        "low": {"valeur": "base * 1", "plancher": "2000 €/mois"},
    }
    assert of(rules, "yearly")[0] == (
        "Yearly : 1 234,56 €/mois (Base) × 2 = 2 469,12 €/mois, soit 29 629,44 €/an, arrondi à 29 629 €/an."
    )
    assert of(rules, "less")[0] == (
        "Less : 1 234,56 €/mois (Base), moins l'abattement de 34,56 €/mois, soit 1 200 €/mois."
    )
    assert of(rules, "low")[0].endswith("= 1 234,56 €/mois, relevé au plancher de 2 000 €/mois.")


def test_a_long_chain_stops_at_what_was_asked(explain):
    step = explain("salarié . coût total employeur", depth=5, **{GROSS: "3000 €/mois"})
    short, long = chain(step, most=2), chain(step, most=10)
    assert 2 <= len(short) < len(long)


@pytest.mark.parametrize(
    ("value", "unit", "french", "english"),
    [
        (339.3, "€", "339,30 €", "€339.30"),
        (3000.0, "€/mois", "3 000 €/mois", "€3,000/mois"),
        (11.31, "%", "11,31 %", "11.31%"),
        (4.0, "employé", "4 employés", "4 employés"),
        (1.0, "employé", "1 employé", "1 employé"),
        (True, None, "oui", "oui"),
    ],
)
def test_amounts_are_shown_in_the_language_of_the_page(value, unit, french, english):
    amount = Amount(value, "value", unit)
    assert " ".join(shown(amount).split()) == french
    if value is not True:
        with translation.override("en"):
            assert " ".join(shown(amount).split()) == english


def test_what_the_rules_refuse_is_said_and_not_raised():
    found = explained("modele-social", GROSS, {GROSS: "3000 €/moi +"}, depth=2)
    assert found.step is None
    assert found.sentences == []
    assert "ne se lit pas" in found.refused[0].what
