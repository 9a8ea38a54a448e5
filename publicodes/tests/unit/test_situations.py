"""Situations: what may be said of a case, what is refused, and what is kept."""

from typing import Any

import pytest

from publicodes import Engine, SituationError, UnitError


def refused(rules: dict[str, Any], situation: Any, **options: Any) -> list[str]:
    with pytest.raises(SituationError) as told:
        Engine(rules, **options).with_situation(situation)
    return [fault.code for fault in told.value.faults]


def test_an_answer_takes_the_place_of_the_value_then_obeys_the_rule() -> None:
    engine = Engine({"a": {"valeur": 10, "plafond": "100 €", "unité": "€"}})
    assert engine.evaluate("a", situation={"a": "500 €"}).value == 100


def test_answers_are_numbers_texts_or_objects() -> None:
    engine = Engine({"a": None, "b": 2})
    found = [engine.evaluate("a", situation={"a": one}).value for one in (1, "b + 1", {"somme": ["b", 2]})]
    assert found == [1, 3, 4]


@pytest.mark.parametrize("nothing", [None, []])
def test_nothing_is_no_answer(nothing: Any) -> None:
    assert Engine({"a": 7}).evaluate("a", situation={"a": nothing}).value == 7


def test_a_small_number_is_itself() -> None:
    assert Engine({"a": None}).evaluate("a", situation={"a": 1e-9}).value == 1e-9


def test_unknown_private_and_unreadable_answers_are_told_together() -> None:
    rules = {"a": None, "p": {"privé": "oui"}}
    assert refused(rules, {"z": 1, "p": 1, "a": True}) == ["PC401", "PC402", "PC403"]
    assert refused(rules, {"a": "1 +"}) == ["PC210"]
    assert refused(rules, {"a": "zzz"}) == ["PC301"]


def test_what_is_wrong_is_left_out_when_one_is_not_strict() -> None:
    engine = Engine({"a": None, "b": 1}, strict_situation=False).with_situation({"a": 2, "zzz": 1, "b": "1 +"})
    assert engine.evaluate("a + b").value == 3
    assert engine.situation == {"a": 2}


def test_a_situation_is_added_to_the_one_before_when_asked() -> None:
    engine = Engine({"a": None, "b": None}).with_situation({"a": 1, "b": 2})
    assert engine.with_situation({"a": 5}, keep=True).evaluate("a + b").value == 7
    assert engine.with_situation({"a": 5}).evaluate("a + b").missing == {"b": 1}


def test_an_answer_may_bring_rules_and_replacements() -> None:
    engine = Engine({"a": None, "b": 1, "c": "b + 1"}).with_situation({"a": {"valeur": 5, "remplace": "b"}})
    assert engine.evaluate("c").value == 6


CHOICE = {"a": {"une possibilité": ["'x'", "'y'"]}, "n": {"une possibilité": ["1 m", "50 cm"]}}


def test_a_value_out_of_the_possibilities_holds_but_is_not_told_as_known() -> None:
    engine = Engine(CHOICE).with_situation({"a": "'z'", "n": "1 m"})
    assert engine.evaluate("a").value == "z"
    assert engine.situation == {"n": "1 m"}


def test_a_value_out_of_the_possibilities_is_refused_when_asked() -> None:
    assert refused(CHOICE, {"a": "'z'", "n": "2 m"}, check_possible_values=True) == ["PC404", "PC404"]
    with pytest.raises(UnitError):
        Engine(CHOICE, check_possible_values=True).with_situation({"n": "2 kg"})
    assert Engine(CHOICE, check_possible_values=True).evaluate("n", situation={"n": "100 cm"}).value == 100


def test_a_reference_is_chosen_by_its_name_written_as_a_text() -> None:
    rules = {"a": {"une possibilité": ["b", "c"]}, "b": 1, "c": 2}
    assert Engine(rules, check_possible_values=True).evaluate("a", situation={"a": "'b'"}).value == "b"
    assert refused(rules, {"a": "b"}, check_possible_values=True) == ["PC404"]
