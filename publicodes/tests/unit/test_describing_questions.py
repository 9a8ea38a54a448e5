"""Questions: what is missing and can be answered, most wanted first, in the form in which it is asked."""

from collections.abc import Mapping
from typing import Any

import pytest

from publicodes import Engine, UnknownRule
from publicodes.describing.questions import Question


def asked(rules: Mapping[str, Any], *targets: str, situation: Mapping[str, Any] | None = None) -> dict[str, Question]:
    return {one.name: one for one in Engine(rules).questions(targets or ["cible"], situation=situation or {})}


def test_what_decides_comes_first_and_ties_follow_the_model() -> None:
    rules = {"b": None, "a": None, "c": None, "cible": {"condition": {"si": "c = 1", "alors": "a", "sinon": "b"}}}
    assert list(asked(rules)) == ["c", "b", "a"]


def test_scores_are_added_over_targets() -> None:
    rules = {"a": None, "b": None, "x": "a + b", "y": "b"}
    assert {name: one.score for name, one in asked(rules, "x", "y").items()} == {"b": 2, "a": 1}


def test_what_is_known_or_not_applicable_is_not_asked() -> None:
    rules = {"a": None, "b": {"question": "B ?", "applicable si": "a = 1"}, "cible": "a + b"}
    assert list(asked(rules, situation={"a": 2})) == []
    assert list(asked(rules, situation={"a": 1})) == ["b"]


def test_a_rule_that_computes_is_not_asked_without_a_question() -> None:
    rules = {"brut": {"inversion numérique": ["net"]}, "net": "brut * 0.8"}
    assert asked(rules, "net") == {}


@pytest.mark.parametrize(
    ("rule", "kind", "unit"),
    [
        ({"question": "?"}, "yes-no", None),
        ({"type": "date"}, "date", None),
        ({"type": "texte"}, "text", None),
        ({"question": "?", "unité": "€/mois"}, "amount", "€/mois"),
        ({"question": "?", "par défaut": "3 kg"}, "amount", "kg"),
        ({"question": "?", "par défaut": "3"}, "number", None),
        ({"question": "?", "une possibilité": ["'a'", "'b'"]}, "choice", None),
    ],
)
def test_the_form_follows_what_the_rule_declares(rule: Mapping[str, Any], kind: str, unit: str | None) -> None:
    found = asked({"r": rule, "cible": "r"})["r"]
    assert (found.kind, found.unit) == (kind, unit)


def test_choices_have_titles_and_answers_that_a_situation_takes() -> None:
    rules = {
        "contrat": {
            "question": "Quel contrat ?",
            "une possibilité": [{"CDI": {"titre": "durée indéterminée"}}, {"CDD": None}],
            "par défaut": "'CDI'",
        },
        "cible": "contrat = 'CDD'",
    }
    found = asked(rules)["contrat"]
    assert [(one.answer, one.title) for one in found.choices] == [("'CDI'", "Durée indéterminée"), ("'CDD'", "CDD")]
    assert (found.default, found.default_answer) == ("Durée indéterminée", "'CDI'")
    assert Engine(rules).evaluate("cible", situation={"contrat": found.choices[1].answer}).value is True


def test_a_possibility_that_does_not_apply_is_not_offered() -> None:
    rules = {
        "c": {"une possibilité": [{"x": {"applicable si": "jeune"}}, {"y": None}, {"z": None}]},
        "jeune": "non",
        "cible": "c = 'y'",
    }
    assert [one.title for one in asked(rules)["c"].choices] == ["Y", "Z"]


def test_defaults_and_suggestions_are_ready_to_be_shown_and_given() -> None:
    rules = {
        "r": {"question": "Combien ?", "par défaut": "1500 €", "suggestions": {"peu": 10, "assez": "2 k€"}},
        "cible": "r",
    }
    found = asked(rules)["r"]
    assert (found.text, found.title) == ("Combien ?", "R")
    assert (found.default, found.default_answer) == ("1\u202f500\u00a0€", "1500€")
    assert [(one.label, one.answer) for one in found.suggestions] == [("peu", "10"), ("assez", "2 k€")]


def test_a_rule_is_asked_again_once_it_is_answered() -> None:
    rules = {"a": {"question": "A ?", "par défaut": "3 €"}, "cible": "a * 2"}
    engine = Engine(rules).with_situation({"a": "5 €"})
    assert engine.questions(["cible"]) == []
    again = engine.question("a")
    assert (again.text, again.unit, again.default) == ("A ?", "€", "3\xa0€")
    with pytest.raises(UnknownRule):
        engine.question("b")
