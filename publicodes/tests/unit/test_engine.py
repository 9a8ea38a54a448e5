"""Engine: the public face – one model, many situations, clean errors."""

import pytest

from publicodes import Engine, EvaluationError, ModelError, PublicodesError

RULES = {"salaire": {"question": "?", "unité": "€/mois"}, "prime": "10% * salaire", "date": "01/02/2024", "nom": "'A'"}


def test_an_evaluation_tells_state_value_unit_and_missing() -> None:
    engine = Engine(RULES)
    found = engine.evaluate("prime", situation={"salaire": "2000 €/mois"})
    assert (found.state, found.value, found.unit, dict(found.missing)) == ("value", 200, "€/mois", {})
    unknown = engine.evaluate("prime")
    assert (unknown.state, unknown.value, dict(unknown.missing)) == ("undefined", None, {"salaire": 1})


def test_expressions_numbers_and_objects_are_evaluated() -> None:
    engine = Engine(RULES)
    assert engine.evaluate("2 + 3 * 4").value == 14
    assert engine.evaluate({"somme": [1, 2]}).value == 3
    assert [engine.evaluate(name).value for name in ("date", "nom")] == ["01/02/2024", "A"]


def test_a_situation_makes_another_engine() -> None:
    engine = Engine(RULES)
    other = engine.with_situation({"salaire": "100 €/mois"})
    assert other.evaluate("salaire").value == 100
    assert engine.evaluate("salaire").state == "undefined"


def test_an_error_leaves_the_engine_as_it_was() -> None:
    engine = Engine({"zéro": 0, "a": "1 / zéro", "b": 2})
    with pytest.raises(EvaluationError, match="PC501") as told:
        engine.evaluate("a")
    assert told.value.faults[0].path == ("a",)
    assert engine.evaluate("b").value == 2
    with pytest.raises(EvaluationError):
        engine.evaluate("a")


def test_an_unreadable_expression_is_refused() -> None:
    engine = Engine(RULES)
    for expression in ("1 +", "inconnue", {"zzz": 1}, True, None):
        with pytest.raises(ModelError):
            engine.evaluate(expression)


def test_strict_cycles_are_refused() -> None:
    with pytest.raises(EvaluationError, match="PC504"):
        Engine({"a": "b", "b": "a"}, no_cycle_runtime=True).evaluate("a")


def test_a_value_out_of_the_possibilities_is_refused_when_evaluated() -> None:
    rules = {"a": {"une possibilité": ["'x'", "'y'"], "par défaut": "'z'"}}
    assert Engine(rules).evaluate("a").value == "z"
    with pytest.raises(EvaluationError, match="PC511"):
        Engine(rules, check_possible_values=True).evaluate("a")


def test_rules_that_never_end_are_refused() -> None:
    chain = {f"r{rank}": f"r{rank + 1} + 1" for rank in range(25_000)} | {"r25000": "1"}
    with pytest.raises(PublicodesError, match="PC510"):
        Engine(chain).evaluate("r0")


def test_the_model_holds_private_rules_too() -> None:
    engine = Engine({"a": {"privé": "oui", "valeur": 1}, "b": "a"})
    assert set(engine.model.rules) == {"a", "b"}
    assert set(engine.rules) == {"b"}


def test_a_percentage_is_not_itself_after_a_conversion() -> None:
    """A number is converted, hence rounded, even to its own unit: as in the reference."""
    assert Engine({"a": "3.5%"}).evaluate("a = 3.5%").value is False
