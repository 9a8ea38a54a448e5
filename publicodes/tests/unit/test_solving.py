"""Solving: inversions and circular references, converged or as the reference stops."""

from typing import Any

import pytest

from publicodes import Engine
from publicodes.walking.solving import bracketed

WAGE: dict[str, Any] = {
    "brut": {"inversion numérique": ["net", "coût"], "unité": "€"},
    "net": "brut * 0.77",
    "coût": "brut * 1.4",
}


def test_a_rule_is_found_from_what_it_gives() -> None:
    found = Engine(WAGE).evaluate("brut", situation={"net": "1500 €"})
    assert found.value == pytest.approx(1500 / 0.77, rel=1e-12)
    assert found.unit == "€"


def test_the_first_goal_that_is_given_is_the_one() -> None:
    assert Engine(WAGE).evaluate("net", situation={"coût": "1400 €"}).value == pytest.approx(770)


def test_without_goal_everything_is_missing() -> None:
    assert Engine(WAGE).evaluate("brut").missing == {"brut": 1, "net": 1, "coût": 1}


def test_an_answer_is_not_inverted() -> None:
    assert Engine(WAGE).evaluate("brut", situation={"brut": "10 €", "net": "1500 €"}).value == 10


def test_the_reference_stops_near_the_answer() -> None:
    curve = {"x": {"inversion numérique": {"avec": ["y"], "min": 0, "max": 1000}}, "y": "x ** 3"}
    near = Engine(curve, inversion_iterations=10).evaluate("x", situation={"y": 1000})
    assert Engine(curve).evaluate("x", situation={"y": 1000}).value == pytest.approx(10, rel=1e-12)
    assert near.inversion_failed or near.value != pytest.approx(10, rel=1e-12)


def test_a_goal_out_of_reach_fails() -> None:
    rules = {"x": {"inversion numérique": {"avec": ["y"], "min": 0, "max": 10}}, "y": "x + 1"}
    found = Engine(rules).evaluate("x", situation={"y": 50})
    assert (found.state, found.inversion_failed) == ("undefined", True)


def test_the_bracket_comes_from_two_guesses() -> None:
    assert bracketed(lambda x: x * 2, 10, -100, 100) == (pytest.approx(4.5), 10)
    assert bracketed(lambda _: None, 10, -100, 100) is None


def test_a_fixed_point_is_found() -> None:
    rules = {"x": {"valeur": "y / 2 + 10", "résoudre la référence circulaire": "oui"}, "y": "x * 0.5 + 3"}
    engine = Engine(rules)
    assert engine.evaluate("x").value == pytest.approx(11.5 / 0.75)
    assert engine.evaluate("y").value == pytest.approx(11.5 / 0.75 * 0.5 + 3)


def test_a_cycle_without_word_is_cut_after_one_turn() -> None:
    rules = {"c": {"valeur": "c + 1", "par défaut": 4}}
    found = Engine(rules).evaluate("c")
    assert found.value == 5
    assert "cyclicReferences" in found.warnings
