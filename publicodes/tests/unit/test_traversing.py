"""Rules met: those whose value an expression needs, in order, whatever environment they were found in."""

import pytest

from publicodes import Engine, EvaluationError

WAGE = {
    "brut": {"inversion numérique": ["net"]},
    "net": "brut - retenue",
    "retenue": {"variations": [{"si": "brut > 2000", "alors": "brut * taux fort"}, {"sinon": "brut * taux"}]},
    "taux": "50 %",
    "taux fort": "20 %",
}


def test_rules_are_told_once_where_they_are_first_met() -> None:
    engine = Engine({"a": "b + c", "b": "c + d", "c": "1", "d": "2", "e": "3"})
    assert engine.traversed("e + a") == ("e", "a", "b", "c", "d")
    assert engine.traversed("a + e") == ("a", "b", "c", "d", "e")
    assert engine.traversed("1 + 1") == ()


def test_what_is_not_needed_is_not_met() -> None:
    engine = Engine({"a": {"condition": {"si": "b", "alors": "c", "sinon": "d"}}, "b": "oui", "c": "1", "d": "2"})
    assert engine.traversed("a") == ("a", "b", "c")
    assert engine.traversed("a", situation={"b": "non"}) == ("a", "b", "d")
    assert engine.traversed("a", situation={"a": "d"}) == ("a", "d")


def test_private_rules_are_passed_in_silence() -> None:
    engine = Engine({"a": "b", "b": {"privé": "oui", "valeur": "c"}, "b . d": "1", "c": "2"})
    assert engine.traversed("a") == ("a", "c")


def test_a_replaced_rule_is_not_met() -> None:
    engine = Engine({"a": "c", "b": {"valeur": "2", "remplace": "a"}, "c": "1"})
    assert engine.traversed("a + 1") == ("b",)


def test_only_the_last_trial_of_an_inversion_counts() -> None:
    engine = Engine(WAGE)
    assert engine.traversed("brut", situation={"net": 900}) == ("brut", "net", "retenue", "taux")
    assert engine.traversed("brut", situation={"net": 2000})[-1] == "taux fort"


def test_contexts_and_circular_references_tell_what_is_met_inside() -> None:
    engine = Engine(
        {
            "a": {"valeur": "b", "contexte": {"c": "d"}},
            "b": "c + e",
            "c": "2",
            "d": "5",
            "e": "1",
            "x": {"valeur": "y / 2 + e", "résoudre la référence circulaire": "oui"},
            "y": "x",
        }
    )
    assert engine.traversed("a") == ("a", "d", "c", "b", "e")
    assert engine.traversed("x") == ("x", "y", "e")


def test_what_fails_is_told() -> None:
    with pytest.raises(EvaluationError, match="PC501"):
        Engine({"a": "1 / 0"}).traversed("a")
