"""Reading rules: names, nesting, privacy, the slot of the situation, declarations, and every fault told at once."""

from datetime import date
from typing import Any

import pytest

from publicodes.core.nodes import Condition, Constant, DefaultUsed, IsUndefined, Reference, Slot
from publicodes.core.rules import Rule
from publicodes.errors import ModelError
from publicodes.reading.rules import read_rule, read_rules

TODAY = date(2026, 11, 23)


def rules(raw: dict[Any, Any]) -> dict[str, Rule]:
    return read_rules(raw, today=TODAY)


def faults(raw: dict[Any, Any]) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(ModelError) as wrong:
        rules(raw)
    return [(fault.code, fault.path) for fault in wrong.value.faults]


def test_a_parent_comes_before_the_rules_nested_in_it() -> None:
    deep = {"somme": [{"valeur": 1, "avec": {"deep": 1}}]}
    read = rules({"a": {"valeur": deep, "avec": {"x": {"avec": {"z": 1}}, "y": 2}}, "b": 1})
    assert list(read) == ["a", "a . x", "a . x . z", "a . y", "a . deep", "b"]


def test_a_public_rule_is_its_value_unless_the_situation_fills_its_slot() -> None:
    rule = rules({"a": 3})["a"]
    assert isinstance(rule.value, Condition)
    assert isinstance(rule.value.test, IsUndefined)
    assert isinstance(rule.value.otherwise, Slot)
    assert rule.value.otherwise.rule is rule
    assert rule.value.test.value is rule.value.otherwise


def test_the_default_of_a_public_rule_tells_that_it_is_missing() -> None:
    value = rules({"a": {"par défaut": 3}})["a"].value
    assert isinstance(value, Condition)
    assert isinstance(value.then, DefaultUsed)
    assert value.then.rule == "a"


@pytest.mark.parametrize("raw", [{"[privé] a": {"par défaut": 3}}, {"a": {"par défaut": 3, "privé": "oui"}}])
def test_a_private_rule_has_no_slot_and_is_never_missing(raw: dict[str, Any]) -> None:
    rule = rules(raw)["a"]
    assert rule.private
    assert isinstance(rule.value, Condition)
    assert isinstance(rule.value.then, Constant)
    assert not isinstance(rule.value.otherwise, Condition)


def test_a_nested_rule_may_be_private() -> None:
    read = rules({"a": {"avec": {"[privé] b": 3}}})
    assert [rule.private for rule in read.values()] == [False, True]
    assert list(read) == ["a", "a . b"]


def test_a_hidden_rule_is_read_alone_with_its_nested_rules() -> None:
    first, *nested = read_rule("a . $SITUATION", {"valeur": "b", "avec": {"c": 1}}, today=TODAY, private=True)
    assert first.private
    assert isinstance(first.value, Reference)
    assert [rule.name for rule in nested] == ["a . $SITUATION . c"]


def test_formule_wins_over_valeur() -> None:
    value = rules({"[privé] a": {"formule": 3, "valeur": 4}})["a"].value
    assert isinstance(value, Constant)
    assert value.value == 3


def test_a_number_is_that_double_however_small() -> None:
    value = rules({"[privé] a": 1e-7})["a"].value
    assert isinstance(value, Constant)
    assert (value.value, value.unit, value.type) == (1e-7, None, "number")


def test_what_a_rule_declares() -> None:
    raw = {
        "type": "texte",
        "question": "?",
        "experimental": "oui",
        "possiblement non applicable": "oui",
        "unknown": [None],
    }
    rule = rules({"a": raw})["a"]
    assert (rule.typed, rule.asked, rule.experimental, rule.maybe_not_applicable) == ("string", True, True, True)
    assert rule.raw == raw


def test_replacements_as_declared_those_that_disable_first() -> None:
    full = {"références à": "c", "dans": "d", "sauf dans": ["e", "f"], "priorité": 2}
    found = rules({"a": {"remplace": ["b", full], "rend non applicable": "g"}})["a"].replacements
    assert [(one.target, one.disables) for one in found] == [("g", True), ("b", False), ("c", False)]
    last = found[-1]
    assert (last.inside, last.outside, last.priority) == (("d",), ("e", "f"), 2)
    assert last.path == ("a", "remplace", 1)


def test_references_are_told_with_their_places() -> None:
    raw = {"valeur": "x", "contexte": {"y": "z"}, "suggestions": {"s": "t"}, "une possibilité": ["'u'"]}
    rule = rules({"a": raw})["a"]
    assert sorted((reference.name, path) for reference, path in rule.references) == [
        ("t", ("a", "suggestions", "s")),
        ("x", ("a", "valeur")),
        ("y", ("a", "contexte", "y")),
        ("z", ("a", "contexte", "y")),
    ]
    assert [reference.name for reference, _ in rule.references if id(reference) in rule.fixed] == ["y"]


def test_possibilities_are_constants_or_fixed_references() -> None:
    read = rules({"a": {"une possibilité": [{"b": None}, "c"]}, "n": {"une possibilité": ["1 m", "50 cm"]}})
    assert list(read) == ["a", "a . b", "n"]
    listed, numbers = read["a"].possibilities, read["n"].possibilities
    assert listed is not None
    assert numbers is not None
    assert [item.name for item in listed.items if isinstance(item, Reference)] == ["b", "c"]
    assert all(id(item) in read["a"].fixed for item in listed.items)
    assert [item.value for item in numbers.items if isinstance(item, Constant)] == [1.0, 50.0]


@pytest.mark.parametrize("key", ["formule", "valeur"])
def test_possibilities_may_be_written_in_the_old_place(key: str) -> None:
    old = {"possibilités": ["'x'", "'y'"], "choix obligatoire": "non"}
    found = rules({"a": {key: {"une possibilité": old}}})["a"].possibilities
    assert found is not None
    assert (len(found.items), found.mandatory) == (2, False)


@pytest.mark.parametrize(
    "items",
    [
        None,
        [],
        ["2 * 3"],
        ["oui"],
        ["01/01/2020"],
        ["'x'", 3],
        ["1 m", "1 kg"],
        ["1 m", "100 cm"],
        ["b", {"b": None}],
        [{"b": None, "c": None}],
    ],
)
def test_possibilities_that_are_refused(items: Any) -> None:
    assert faults({"a": {"une possibilité": items}})[0][0] == "PC217"


def test_all_the_faults_of_all_the_rules_are_told() -> None:
    raw = {
        "a": {"somme": [1, None], "remplace": 3, "avec": {"b": {"valeur": {"soome": [1]}}}},
        "1c": True,
        "d": {"une possibilité": [], "valeur": "2+2"},
        4: 5,
    }
    assert faults(raw) == [
        ("PC219", ("a", "remplace")),
        ("PC204", ("a", "somme", 1)),
        ("PC201", ("a", "avec", "b", "valeur", "soome")),
        ("PC203", ("1c",)),
        ("PC217", ("d", "une possibilité")),
        ("PC210", ("d", "valeur")),
        ("PC215", ("4",)),
    ]


def test_a_rule_defined_twice_tells_both_places() -> None:
    with pytest.raises(ModelError) as wrong:
        rules({"a": {"avec": {"b": 1}}, "a . b": 2})
    (fault,) = wrong.value.faults
    assert (fault.code, fault.path, fault.others) == ("PC216", ("a . b",), (("a", "avec", "b"),))


def test_a_misspelt_word_is_mended() -> None:
    with pytest.raises(ModelError) as wrong:
        rules({"a": {"valeur": {"somm": [1]}}})
    assert "« somme »" in wrong.value.faults[0].mend


@pytest.mark.parametrize("name", ["l'été (x)", "1a", "", " a", "a . ", "a . . b", "a / b", "é+  b"])
def test_a_name_that_no_expression_can_read_is_refused(name: str) -> None:
    assert faults({name: 3}) == [("PC215", (name,))]


@pytest.mark.parametrize("priority", ["3", -1, True, float("nan"), None])
def test_a_priority_is_a_number_from_zero(priority: Any) -> None:
    raw = {"a": {"remplace": {"références à": "b", "priorité": priority}}}
    assert faults(raw) == [("PC219", ("a", "remplace", "priorité"))]
