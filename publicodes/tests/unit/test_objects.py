"""Reading objects: the order of the words that bear on a value, what each lowers to, and hostile definitions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from publicodes.core.nodes import (
    Condition,
    Constant,
    Context,
    Conversion,
    Duration,
    Extremum,
    Inversion,
    Node,
    Operation,
    Rounding,
    Simplification,
)
from publicodes.errors import ModelError
from publicodes.mechanisms import CHAINED, PLAIN
from publicodes.reading.objects import DEEPEST
from publicodes.reading.rules import read_rule, read_rules
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED

TODAY = date(2026, 11, 23)


def node(raw: Any) -> Node:
    return read_rule("a", raw, today=TODAY, private=True)[0].value


def code(raw: Any) -> str:
    with pytest.raises(ModelError) as wrong:
        node(raw)
    return wrong.value.faults[0].code


def nested(raw: Any, around: Callable[[Any], Any], times: int) -> Any:
    for _ in range(times):
        raw = around(raw)
    return raw


def test_words_bear_on_the_value_in_the_order_of_the_language() -> None:
    written = {"applicable si": "c", "arrondi": "oui", "unité": "€", "plancher": 1, "plafond": 3, "valeur": 2}
    words, found = [], node(written)
    while found.clause:
        words.append(found.clause.word)
        found = found.clause.parts["valeur"]
    assert words == ["applicable si", "arrondi", "unité", "plancher", "plafond"]
    assert words == [word for word in reversed(CHAINED) if word in written]


def test_an_expression_is_read_from_left_to_right() -> None:
    total = node("x + y * 2 €")
    assert isinstance(total, Operation)
    assert total.op == "+"
    assert isinstance(total.right, Operation)
    assert isinstance(total.right.right, Constant)
    assert str(total.right.right.unit) == "€"


def test_each_occurrence_of_an_expression_is_a_node_of_its_own() -> None:
    product = node({"*": ["x + 1", "x + 1"]})
    assert isinstance(product, Operation)
    assert product.left is not product.right


def test_a_sum_is_read_from_the_end() -> None:
    total = node({"somme": [1, 2]})
    assert isinstance(total, Operation)
    assert isinstance(total.right, Operation)
    assert isinstance(total.right.right, Constant)
    assert total.right.right.value is NOT_APPLICABLE


def test_a_product_ends_with_a_simplification() -> None:
    product = node({"produit": [2, 3]})
    assert isinstance(product, Simplification)
    assert isinstance(product.value, Operation)
    assert isinstance(product.value.left, Constant)
    assert product.value.left.value == 3


def test_a_ceiling_is_read_once_and_serves_twice() -> None:
    capped = node({"valeur": 2, "plafond": "p"})
    assert isinstance(capped, Condition)
    assert isinstance(capped.test, Operation)
    assert capped.test.op == "et"
    assert isinstance(capped.test.right, Operation)
    assert capped.test.right.right is capped.then
    assert capped.test.right.left is capped.otherwise


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ({"le maximum de": [1, 2]}, Extremum),
        ({"valeur": 1, "arrondi": "oui"}, Rounding),
        ({"valeur": 1, "unité": "€"}, Conversion),
        ({"valeur": 1, "contexte": {"b": 2}}, Context),
        ({"inversion numérique": "b"}, Inversion),
        ({"durée": {}}, Duration),
    ],
)
def test_words_with_a_node_of_their_own(raw: Any, kind: type[Node]) -> None:
    assert isinstance(node(raw), kind)


def test_a_bound_left_out_of_a_duration_is_today() -> None:
    time = node({"durée": {"depuis": "01/01/2020"}})
    assert isinstance(time, Duration)
    assert isinstance(time.end, Constant)
    assert (time.end.value, time.end.type) == ("23/11/2026", "date")


def test_the_bounds_of_an_inversion() -> None:
    found = node({"inversion numérique": {"avec": ["b", "c"], "min": 0, "max": "10 €", "tolérance d'erreur": 0.5}})
    assert isinstance(found, Inversion)
    assert (found.rule, found.lowest, found.highest, found.tolerance) == ("a", 0, 10, 0.5)
    assert [goal.name for goal in found.goals] == ["b", "c"]


def test_nothing_is_undefined() -> None:
    nothing = node({"valeur": {}})
    assert isinstance(nothing, Constant)
    assert nothing.value is UNDEFINED


def test_a_unit_is_read_with_the_usual_forms_of_the_host() -> None:
    (rule,) = read_rule("a", "3 heures", today=TODAY, private=True, unit_key=lambda text: text.rstrip("s"))
    assert isinstance(rule.value, Constant)
    assert str(rule.value.unit) == "heure"


READ = sorted({*PLAIN, *CHAINED} - {"simplifier l'unité", "résoudre la référence circulaire"})


@pytest.mark.parametrize("word", READ)
def test_a_set_is_no_body_for_a_word_that_reads_one(word: str) -> None:
    assert code({"valeur": {word: {1, 2}}}).startswith("PC2")


@pytest.mark.parametrize("word", ["valeur", "somme", "condition", "barème", "plafond", "unité", "arrondi", "texte"])
def test_an_empty_body_is_refused(word: str) -> None:
    assert code({"valeur": {word: None}}) in {"PC204", "PC209", "PC211"}


@pytest.mark.parametrize(
    "around",
    [
        lambda raw: {"valeur": raw},
        lambda raw: {"somme": [raw]},
        lambda raw: {"valeur": 1, "plafond": raw},
        lambda raw: {"condition": {"si": raw, "alors": 1, "sinon": 2}},
        lambda raw: {"barème": {"assiette": 1, "tranches": [{"taux": raw}]}},
        lambda raw: {"valeur": 1, "contexte": {"b": raw}},
    ],
)
def test_objects_nested_too_deep_are_refused_and_no_recursion_overflows(around: Callable[[Any], Any]) -> None:
    assert node(nested(1, around, DEEPEST - 1))
    assert code(nested(1, around, 10_000)) == "PC212"


@pytest.mark.parametrize("word", ["avec", "une possibilité"])
def test_rules_nested_too_deep_are_refused(word: str) -> None:
    around = {
        "avec": lambda raw: {"avec": {"b": raw}},
        "une possibilité": lambda raw: {"une possibilité": [{"b": raw}]},
    }
    with pytest.raises(ModelError) as wrong:
        read_rules({"a": nested(1, around[word], 10_000)}, today=TODAY)
    assert [fault.code for fault in wrong.value.faults] == ["PC212"]


def test_a_definition_that_holds_itself_is_refused() -> None:
    raw: dict[str, Any] = {}
    raw["valeur"] = raw
    assert code(raw) == "PC212"


def test_a_huge_number_is_refused() -> None:
    assert code({"valeur": 10**400}) == "PC213"


def test_a_text_of_many_braces_is_read_in_one_pass() -> None:
    read = node({"texte": "{{" * 200_000})
    assert read.clause is not None
    assert len(read.clause.parts["parts"]) == 1
