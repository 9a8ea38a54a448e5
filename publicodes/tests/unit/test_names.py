"""Names: what a written name means from where it is read, and what privacy hides."""

from typing import Any

import pytest

from publicodes import Engine, ModelError, PrivateRule, UnknownRule
from publicodes.resolving.collation import collation_key
from publicodes.resolving.names import ancestors, candidates


def value(rules: dict[str, Any], name: str) -> object:
    return Engine(rules).evaluate(name).value


def test_ancestors_go_from_the_parent_to_the_root() -> None:
    assert ancestors("a . b . c") == ("a . b", "a")
    assert ancestors("a") == ()


def test_children_come_before_siblings_and_siblings_before_the_root() -> None:
    assert list(candidates("x", "a . b")) == ["a . b . x", "a . x", "x"]
    rules = {"a": None, "a . b": "x", "a . b . x": 1, "a . x": 2, "x": 3, "a . c": "x", "d": "x"}
    assert [value(rules, name) for name in ("a . b", "a . c", "d")] == [1, 2, 3]


def test_a_rule_does_not_mean_itself_when_another_bears_the_name() -> None:
    assert value({"x": 3, "a": None, "a . x": "x + 1"}, "a . x") == 4


def test_all_the_names_that_lead_nowhere_are_told_together() -> None:
    with pytest.raises(ModelError) as told:
        Engine({"salaire": 1, "a": "salair + 1", "b": {"somme": ["zzz", 1]}})
    assert [fault.code for fault in told.value.faults] == ["PC301", "PC301"]
    assert "salaire" in told.value.faults[0].mend


def test_a_rule_without_parent_is_refused_unless_orphans_are_allowed() -> None:
    with pytest.raises(ModelError, match="PC303"):
        Engine({"a . b": 1})
    assert Engine({"a . b": 1}, orphans=True).evaluate("a . b").value == 1


def test_a_private_rule_is_seen_from_its_siblings_only() -> None:
    rules = {"a": None, "a . b": {"privé": "oui", "valeur": 2}, "a . c": "b + 1"}
    assert value(rules, "a . c") == 3
    with pytest.raises(ModelError, match="PC302"):
        Engine({**rules, "d": "a . b"})
    with pytest.raises(PrivateRule):
        Engine(rules).rule("a . b")


def test_a_rule_under_a_private_root_is_public() -> None:
    engine = Engine(
        {"a": {"privé": "oui"}, "a . b": None, "a . c": {"privé": "oui"}, "a . c . d": None, "a . e": "c . d"}
    )
    assert set(engine.rules) == {"a . b", "a . e"}
    assert engine.evaluate("a . e").missing == {"a . e": 1}


def test_an_unknown_rule_is_told_with_near_names() -> None:
    with pytest.raises(UnknownRule, match="salaire brut"):
        Engine({"salaire brut": 1}).rule("salaire brutt")


def test_accents_and_case_count_after_letters() -> None:
    names = ["b", "À", "a", "A", "à", "_a", "1"]
    assert sorted(names, key=collation_key) == ["_a", "1", "a", "A", "à", "À", "b"]
