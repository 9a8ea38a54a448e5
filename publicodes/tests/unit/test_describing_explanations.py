"""Explanations: the tree tells what was computed, in the words of the rules, and nothing else."""

import json
from collections.abc import Mapping
from typing import Any

from publicodes import Engine
from publicodes.describing.explanation import Explanation, Step


def explained(
    rules: Mapping[str, Any], expression: str, situation: Mapping[str, Any] | None = None, depth: int = 5
) -> Explanation:
    return Engine(rules).explain(expression, situation=situation or {}, depth=depth)


def shown(step: Step) -> str:
    return step.shown.replace("\u00a0", " ")


def facts(step: Step) -> list[str]:
    return [note.fact for note in step.notes]


SHOP = {
    "prix": {"question": "Quel prix ?", "titre": "prix HT", "unité": "€"},
    "taux": {"par défaut": "20 %", "références": {"CGI": "https://example.org/cgi"}},
    "total": {"valeur": "prix + prix * taux", "arrondi": "2 décimales", "description": "Tout compris."},
}


def test_a_rule_tells_its_expression_and_the_rules_it_reads() -> None:
    step = explained(SHOP, "total", {"prix": "100 €"}).step
    assert (step.rule, step.title, step.formula, shown(step)) == ("total", "Total", "prix + prix * taux", "120 €")
    assert step.description == "Tout compris."
    assert [(one.rule, shown(one)) for one in step.steps] == [("prix", "100 €"), ("taux", "20 %")]
    assert step.steps[0].title == "Prix HT"
    assert step.steps[1].references[0].address == "https://example.org/cgi"


def test_answers_defaults_and_missing_answers_are_told() -> None:
    step = explained(SHOP, "total", {"prix": "100 €"}).step
    assert [facts(one) for one in step.steps] == [["answered"], ["default"]]
    assert facts(explained(SHOP, "prix").step) == ["unanswered"]


def test_parts_that_were_not_evaluated_are_left_out() -> None:
    rules = {"a": {"condition": {"si": "c", "alors": "1", "sinon": "b"}}, "b": "2", "c": "oui"}
    step = explained(rules, "a").step
    assert (step.word, [one.role for one in step.steps]) == ("condition", ["si", "alors"])


def test_a_bound_that_bears_on_the_value_is_told() -> None:
    rules = {"a": {"valeur": "b", "plafond": "c"}, "b": "500 €", "c": "100 €"}
    value, ceiling = explained(rules, "a").step.steps
    assert (value.role, shown(value)) == ("valeur", "500 €")
    assert (ceiling.role, ceiling.rule, facts(ceiling)) == ("plafond", "c", ["applied"])
    assert facts(explained(rules, "a", {"b": "50 €"}).step.steps[1]) == []


def test_a_condition_that_excludes_is_told_and_the_value_is_not() -> None:
    rules = {"a": {"valeur": "1 / 0", "applicable si": "c"}, "c": "non"}
    step = explained(rules, "a").step
    assert (step.state, facts(step), step.notes[0].title) == ("not-applicable", ["excluded"], "applicable si c")
    assert [(one.role, one.rule) for one in step.steps] == [("applicable si", "c")]


def test_the_parent_that_disables_is_told() -> None:
    rules = {"a": {"valeur": "non"}, "a . b": "1"}
    step = explained(rules, "a . b").step
    assert (facts(step), step.notes[0].name) == (["disabled"], "a")
    assert [one.rule for one in step.steps] == ["a"]


def test_a_replacement_is_told_by_the_rule_that_stands_in() -> None:
    rules = {"a": "1", "b": {"valeur": "2", "remplace": "a"}, "c": "a + 1"}
    (step,) = explained(rules, "c").step.steps
    assert (step.rule, facts(step), step.notes[0].name) == ("b", ["replaces"], "a")


def test_a_reference_made_not_applicable_tells_by_whom() -> None:
    rules = {"a": "1", "b": {"valeur": "oui", "rend non applicable": "a"}, "c": "a + 1"}
    (step,) = explained(rules, "c").step.steps
    assert (step.rule, step.state, facts(step)) == ("a", "not-applicable", ["excluded"])


def test_a_rule_met_twice_is_told_once() -> None:
    rules = {"a": {"somme": ["b", "c"]}, "b": "c * 2", "c": "d + 1", "d": "3"}
    first, second = explained(rules, "a").step.steps
    assert (first.steps[0].rule, first.steps[0].told) == ("c", "here")
    assert (second.rule, second.told, second.steps) == ("c", "elsewhere", ())


def test_depth_bounds_the_rules_inside_rules() -> None:
    rules = {f"r{index}": f"r{index + 1} + 1" for index in range(50)} | {"r50": "1"}
    step = explained(rules, "r0", depth=2).step
    assert step.steps[0].steps[0].told == "deeper"
    assert step.steps[0].steps[0].steps == ()


def test_an_explanation_ends_however_deep_it_is_asked() -> None:
    rules = {f"r{index}": f"r{index + 1} + 1" for index in range(2000)} | {"r2000": "1"}
    explanation = explained(rules, "r0", depth=10_000)
    assert explanation.evaluation.value == 2001
    assert json.dumps(explanation.as_dict())
    assert len(explanation.text().splitlines()) < 200


def test_a_cycle_is_told_once() -> None:
    rules = {"a": {"valeur": "b + 1", "par défaut": "4"}, "b": "a"}
    assert explained(rules, "a", depth=100).step.state == "value"


def test_scales_tell_their_brackets_by_number() -> None:
    rules = {
        "t": {"barème": {"assiette": "r", "tranches": [{"taux": "0 %", "plafond": "10 €"}, {"taux": "10 %"}]}},
        "r": "30 €",
    }
    step = explained(rules, "t").step
    assert (step.word, shown(step)) == ("barème", "2 €")
    assert [(one.role, one.place) for one in step.steps] == [("assiette", 0), ("plafond", 1), ("taux", 1), ("taux", 2)]


def test_an_inversion_tells_the_goal_that_was_given() -> None:
    rules = {"brut": {"inversion numérique": ["net"], "unité": "€"}, "net": {"valeur": "brut * 0.8", "unité": "€"}}
    step = explained(rules, "brut", {"net": "800 €"}).step
    assert (facts(step), step.notes[0].name) == (["solved"], "net")
    assert [(one.role, shown(one)) for one in step.steps] == [("net", "800 €")]


def test_a_circular_reference_is_told_at_its_solution() -> None:
    rules = {"x": {"valeur": "x / 2 + 10", "résoudre la référence circulaire": "oui"}}
    step = explained(rules, "x").step
    assert facts(step) == ["circular"]
    assert step.steps[0].formula == "x / 2 + 10"


def test_a_context_tells_what_it_sets_and_the_value_inside() -> None:
    rules = {"a": "b * 2", "b": "1", "c": {"valeur": "a", "contexte": {"b": "10"}}}
    step = explained(rules, "c").step
    assert step.word == "contexte"
    assert [(one.role, shown(one)) for one in step.steps] == [("b", "10"), ("valeur", "20")]
    assert facts(step.steps[1].steps[0]) == ["set"]


def test_the_only_possibility_is_told() -> None:
    rules = {"a": {"une possibilité": [{"b": None}]}}
    assert facts(explained(rules, "a").step) == ["only"]


def test_text_speaks_two_languages() -> None:
    explanation = explained(SHOP, "total", {"prix": "1000.5 €"})
    assert "réponse donnée" in explanation.text()
    assert "1\u202f000,50\u00a0€" in explanation.text()
    assert "Prix HT = €1,000.50 — as answered" in explanation.text("en")


def test_a_dict_leaves_out_what_is_empty_and_numbers_json_has_not() -> None:
    found = explained({"a": {"somme": [1e308, 1e308]}}, "a").as_dict()
    assert (found["expression"], found["shown"], "value" in found, "notes" in found) == ("a", "∞", False, False)


def test_explaining_leaves_the_engine_as_it_was() -> None:
    engine = Engine(SHOP)
    before = engine.evaluate("total")
    engine.explain("total", situation={"prix": 3})
    engine.explain("total")
    assert engine.evaluate("total") == before
