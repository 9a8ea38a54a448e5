"""Contexts: a value computed in a situation that is changed for it alone."""

from typing import Any

from publicodes import Engine


def value(rules: dict[str, Any], name: str, **situation: Any) -> object:
    return Engine(rules).evaluate(name, situation=situation).value


BASE: dict[str, Any] = {"a": 1, "b": "a * 2"}


def test_the_override_holds_inside_only() -> None:
    rules = {**BASE, "c": {"valeur": "b", "contexte": {"a": 10}}, "d": "c + b"}
    assert value(rules, "d") == 22


def test_the_innermost_override_wins() -> None:
    rules = {**BASE, "c": {"valeur": "b", "contexte": {"a": 10}}, "d": {"valeur": "c", "contexte": {"a": 100}}}
    assert value(rules, "d") == 20


def test_overrides_are_computed_outside() -> None:
    assert value({**BASE, "c": {"valeur": "b", "contexte": {"a": "a + 4"}}}, "c") == 10


def test_an_undefined_override_unsets_the_answer_and_stays_missing() -> None:
    rules = {**BASE, "u": None, "c": {"valeur": "b", "contexte": {"a": "u"}}}
    found = Engine(rules).evaluate("c", situation={"a": 7})
    assert found.value == 2
    assert set(found.missing) == {"u"}


def test_an_override_that_does_not_apply_makes_its_rule_not_applicable() -> None:
    rules = {**BASE, "c": {"valeur": "b", "contexte": {"a": {"valeur": 1, "applicable si": "non"}}}}
    assert Engine(rules).evaluate("c").state == "not-applicable"


def test_an_overridden_rule_is_not_missing() -> None:
    rules = {"a": None, "b": "a + c", "c": None, "d": {"valeur": "b", "contexte": {"a": 1}}}
    assert Engine(rules).evaluate("d").missing == {"c": 1}


def test_a_context_that_enters_itself_stops() -> None:
    rules = {"a": 10, "b": {"valeur": "a * 2", "plafond": {"valeur": "b", "contexte": {"a": 5}}}}
    assert value(rules, "b") == 10
