"""Pages: what the documentation of a rule tells, links included."""

import pytest

from publicodes import Engine, PrivateRule, UnknownRule
from publicodes.describing.cards import Link
from publicodes.describing.pages import Definition, Page

RULES = {
    "aide": {"titre": "aide au vélo", "description": "Une aide.", "références": {"Décret": "https://example.org"}},
    "aide . plafond": "500 €",
    "aide . montant": {
        "valeur": {
            "barème": {"assiette": "revenu", "tranches": [{"taux": "10 %", "plafond": "1000 €"}, {"taux": "5 %"}]}
        },
        "plafond": "plafond",
        "unité": "€/an",
    },
    "aide . secret": {"privé": "oui", "valeur": "montant"},
    "revenu": {"question": "Quel revenu ?", "par défaut": "20000 €/an"},
    "majoration": {"valeur": "aide . montant * 2", "remplace": {"références à": "aide . montant", "dans": "total"}},
    "total": "aide . montant",
    "vide": None,
}


def page(name: str) -> Page:
    return Engine(RULES).document(name)


def test_a_page_tells_the_place_of_a_rule_in_the_model() -> None:
    found = page("aide")
    assert (found.title, found.description, found.parent) == ("Aide au vélo", "Une aide.", None)
    assert [one.name for one in found.children] == ["aide . plafond", "aide . montant"]
    parent = page("aide . montant").parent
    assert parent is not None
    assert parent.name == "aide"


def test_a_page_tells_what_is_read_and_what_reads_public_rules_only() -> None:
    found = page("aide . montant")
    assert {one.name for one in found.reads} == {"revenu", "aide . plafond"}
    assert [one.name for one in found.read_by] == ["majoration", "total"]


def test_a_page_tells_replacements_both_ways() -> None:
    (by,) = page("aide . montant").replaced_by
    (of,) = page("majoration").replaces
    assert (by.rule.name, [one.name for one in by.inside], by.disables) == ("majoration", ["total"], False)
    assert (of.rule.name, [one.name for one in of.inside]) == ("aide . montant", ["total"])


def test_a_definition_is_told_in_the_words_of_the_language() -> None:
    found = page("aide . montant").definition
    assert found is not None
    assert (found.word, found.unit) == ("unité", "€/an")
    (capped,) = found.parts
    assert [(one.role, one.word or one.formula) for one in capped.parts] == [
        ("valeur", "barème"),
        ("plafond", "plafond"),
    ]
    assert [(one.role, one.place) for one in capped.parts[0].parts if one.place] == [
        ("plafond", 1),
        ("taux", 1),
        ("taux", 2),
    ]


def test_what_every_rule_has_unwritten_is_not_told() -> None:
    found = page("revenu")
    assert (found.definition, found.default, found.unit) == (None, "20000 €/an", "€/an")
    assert page("vide").definition is None
    assert page("total").definition == Definition(formula="aide . montant", rule=Link("aide . montant", "Montant"))


def test_private_and_unknown_rules_have_no_page() -> None:
    with pytest.raises(PrivateRule):
        page("aide . secret")
    with pytest.raises(UnknownRule, match="did you mean « total »"):
        page("totl")
