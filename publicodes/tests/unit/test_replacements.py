"""Replacements: what is read in the place of a replaced rule, where, and in what order."""

from typing import Any

from publicodes import Engine


def value(rules: dict[str, Any], name: str, **situation: Any) -> object:
    return Engine(rules).evaluate(name, situation=situation).value


def test_every_reader_of_the_target_reads_the_replacement() -> None:
    rules = {"t": 1, "d": {"valeur": 2, "remplace": "t"}, "reader": "t + 10"}
    assert value(rules, "reader") == 12
    assert value(rules, "t") == 2


def test_a_replacement_reads_the_original_in_its_own_text() -> None:
    assert value({"t": 1, "d": {"valeur": "t + 5", "remplace": "t"}}, "t") == 6


def test_a_replacement_that_does_not_apply_leaves_the_original() -> None:
    rules = {"q": None, "t": 1, "d": {"applicable si": "q", "valeur": 2, "remplace": "t"}}
    assert [value(rules, "t", q=answer) for answer in ("oui", "non")] == [2, 1]
    assert Engine(rules).evaluate("t").state == "undefined"


def test_a_replacement_worth_no_applies() -> None:
    assert value({"t": 1, "d": {"valeur": "non", "remplace": "t"}}, "t") is False


def test_a_true_rule_makes_its_target_not_applicable() -> None:
    rules = {"t": 1, "d": {"question": "?", "rend non applicable": "t"}}
    assert Engine(rules).evaluate("t", situation={"d": "oui"}).state == "not-applicable"
    assert value(rules, "t", d="non") == 1


def test_the_highest_priority_then_the_last_name_wins() -> None:
    def replacing(number: int, priority: int = 0) -> dict[str, Any]:
        return {"valeur": number, "remplace": {"références à": "t", "priorité": priority}}

    assert value({"t": 1, "a": replacing(2), "b": replacing(3)}, "t") == 3
    assert value({"t": 1, "a": replacing(2, 1), "b": replacing(3)}, "t") == 2


def test_places_are_compared_as_texts() -> None:
    place = {"références à": "t", "dans": "p"}
    rules = {"t": 1, "d": {"valeur": 2, "remplace": place}, "p": "t", "pq": "t", "q": "t"}
    assert [value(rules, name) for name in ("p", "pq", "q")] == [2, 2, 1]


def test_excluded_places_read_the_original() -> None:
    place = {"références à": "t", "sauf dans": ["p"]}
    rules = {"t": 1, "d": {"valeur": 2, "remplace": place}, "p": "t", "q": "t"}
    assert [value(rules, name) for name in ("p", "q")] == [1, 2]


def test_replacements_do_not_chain() -> None:
    rules = {"t": 1, "d": {"valeur": 2, "remplace": "t"}, "e": {"valeur": 3, "remplace": "d"}}
    assert [value(rules, name) for name in ("t", "d")] == [2, 3]


def test_two_rules_that_replace_one_another_are_told_apart_by_applicability() -> None:
    rules = {
        "choix": None,
        "t": 1,
        "a": {"applicable si": "choix = 'a'", "valeur": "t + 1", "remplace": "t"},
        "b": {"applicable si": "choix = 'b'", "valeur": "t + 2", "remplace": "t"},
    }
    assert [value(rules, "t", choix=answer) for answer in ("'a'", "'b'", "'c'")] == [2, 3, 1]


def test_references_replaced_alike_share_what_replaces_them() -> None:
    rules = {"t": 1, "d": {"valeur": 2, "remplace": "t"}, "x": "t", "y": "t"}
    references = [rule.references[0][0] for name, rule in Engine(rules).rules.items() if name in ("x", "y")]
    assert references[0].instead is references[1].instead is not None
