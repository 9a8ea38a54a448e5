"""Applicability: parents that disable, tests that do not evaluate, and what types decide."""

from typing import Any

import pytest

from publicodes import Engine, EvaluationError


def state(rules: dict[str, Any], name: Any, **situation: Any) -> str:
    return Engine(rules).evaluate(name, situation=situation).state


def test_a_parent_that_does_not_apply_disables_its_children() -> None:
    rules = {"q": None, "a": {"applicable si": "q", "valeur": 1}, "a . b": 2}
    assert [state(rules, "a . b", q=answer) for answer in ("oui", "non")] == ["value", "not-applicable"]


def test_a_parent_worth_no_disables_its_children_and_an_unknown_one_is_missing() -> None:
    rules = {"a": {"question": "?"}, "a . b": 2}
    assert state(rules, "a . b", a="non") == "not-applicable"
    assert Engine(rules).evaluate("a . b").missing == {"a": 1}


def test_a_number_never_disables() -> None:
    assert state({"a": 0, "a . b": 2}, "a . b") == "value"


def test_disabling_can_be_turned_off() -> None:
    engine = Engine({"a": "non", "a . b": 2}, automatic_namespace_disabling=False)
    assert engine.evaluate("a . b").value == 2


def test_a_rule_may_depend_on_its_own_child() -> None:
    rules = {"a": {"applicable si": "présent", "valeur": 1}, "a . présent": {"question": "?"}}
    assert state(rules, "a . présent", **{"a . présent": "non"}) == "not-applicable"
    assert state(rules, "a", **{"a . présent": "oui"}) == "value"


def test_applicability_is_told_without_evaluating() -> None:
    rules = {"q": None, "a": {"applicable si": "q", "valeur": "1 / zéro"}, "zéro": 0}
    engine = Engine(rules).with_situation({"q": "oui"})
    assert engine.evaluate({"est applicable": "a"}).value is True
    with pytest.raises(EvaluationError, match="PC501"):
        engine.evaluate("a")


def test_a_rule_that_cannot_be_absent_applies_whatever_the_situation_makes_of_it() -> None:
    rules = {"a": 1, "b": {"possiblement non applicable": "oui"}}
    absent = {name: {"applicable si": "non"} for name in rules}
    assert state(rules, "a", **absent) == "not-applicable"
    applicable = [Engine(rules).evaluate({"est applicable": name}, situation=absent).value for name in rules]
    assert applicable == [True, False]


@pytest.mark.parametrize(
    ("definition", "kind", "nullable"),
    [
        (None, None, False),
        ({"question": "?"}, "boolean", False),
        ({"question": "?", "par défaut": 3}, "number", False),
        ({"valeur": 1, "applicable si": "q"}, "number", True),
        ({"somme": [{"valeur": 1, "applicable si": "q"}]}, "number", False),
        ({"le maximum de": [1, 2]}, "number", True),
        ("q = 1", "boolean", False),
        ({"texte": "a"}, "string", False),
        ({"une possibilité": ["'a'"]}, "string", False),
        ({"type": "date"}, "date", False),
        ({"valeur": "q * n"}, "number", True),
    ],
)
def test_kinds_and_nullability(definition: Any, kind: str | None, nullable: bool) -> None:
    rule = Engine({"q": None, "n": {"valeur": 1, "applicable si": "q"}, "a": definition}).rule("a")
    assert (rule.kind, rule.nullable) == (kind, nullable)


def test_a_replaced_rule_that_reads_itself_in_a_cycle_keeps_the_type_first_found() -> None:
    replacing = {"remplace": "a", "applicable si": "q", "valeur": 5}
    read_first = Engine({"b": "a", "r": replacing, "q": {"question": "?"}, "a": "a"}).rule("a")
    alone = Engine({"r": replacing, "q": {"question": "?"}, "a": "a"}).rule("a")
    assert (read_first.kind, read_first.nullable) == (None, False)
    assert (alone.kind, alone.nullable) == ("number", True)


def test_the_only_possibility_that_applies_is_the_value() -> None:
    rules = {"k": None, "a": {"une possibilité": [{"x": {"applicable si": "k"}}, {"y": {"non applicable si": "k"}}]}}
    engine = Engine(rules, filter_not_applicable_possibilities=True)
    assert [engine.evaluate("a", situation={"k": one}).value for one in ("oui", "non")] == ["x", "y"]
    assert set(engine.evaluate("a").missing) == {"k", "a"}
