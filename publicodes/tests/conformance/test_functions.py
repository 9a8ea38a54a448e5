"""Functions: units, expressions, dates, shown values and roots give what the reference engine gave, case by case."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from publicodes.core.nodes import undefined
from publicodes.core.rules import Rule
from publicodes.reading.expressions import Unparsable, parse
from publicodes.resolving.collation import collation_key
from publicodes.resolving.names import ancestors, meaning
from publicodes.values.dates import UNITS, difference, normalised, ordinal
from publicodes.values.formatting import format_value, serialise_value
from publicodes.values.roots import Accuracy, brent
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Value
from publicodes.values.units import Unit, compatible, convert, divided, multiplied, parse_unit, serialise, simplified

Cases = Callable[[str], list[dict[str, Any]]]
NOTHING = "__undefined__"

SEARCHED: dict[str, Callable[[float], float]] = {
    "x-10": lambda x: x - 10,
    "0.77*x-2000": lambda x: 0.77 * x - 2000,
    "x^3-8": lambda x: x**3 - 8,
    "x^2+1": lambda x: x**2 + 1,
    "floor(x)-7": lambda x: math.floor(x) - 7,
    "max(x,0)-5": lambda x: max(x, 0) - 5,
    "step(100,200)-150": lambda x: -50 if x < 100 else 50,
}


@pytest.fixture
def cases(shared: Path) -> Cases:
    return lambda name: json.loads((shared / "conformance" / "functions" / f"{name}.json").read_text())["cases"]


def unit(text: str | None) -> Unit | None:
    return None if text is None else parse_unit(text)


def value(raw: Any) -> Value:
    if isinstance(raw, (bool, str)):
        return {"NaN": math.nan, NOTHING: UNDEFINED}.get(raw, raw) if isinstance(raw, str) else raw
    return NOT_APPLICABLE if raw is None else float(raw)


def attempt(function: Callable[..., Any], *given: Any) -> Any:
    """What the function gives, None when it refuses."""
    try:
        return function(*given)
    except (ValueError, Unparsable):
        return None


def test_units_are_read(cases: Cases) -> None:
    def read(text: str) -> dict[str, list[str]]:
        found = parse_unit(text)
        return {"numerators": list(found.numerators), "denominators": list(found.denominators)}

    differing = [case for case in cases("units-parse") if attempt(read, case["in"]) != case["out"].get("ok")]
    assert differing == []


def test_units_are_written_and_simplified(cases: Cases) -> None:
    for case in cases("units-serialize-simplify"):
        found = parse_unit(case["in"])
        assert (found.text, simplified(found).text) == (case["out"]["ok"], case["simplified"]["ok"]), case["in"]


@pytest.mark.parametrize(("operator", "function"), [("*", multiplied), ("/", divided)])
def test_units_of_products(cases: Cases, operator: str, function: Callable[..., Unit | None]) -> None:
    chosen = [case for case in cases("units-infer") if case["op"] == operator]
    for case in chosen:
        found = serialise(function(unit(case["left"]), unit(case["right"])))
        assert (NOTHING if found is None else found) == case["out"]["ok"], case
    assert chosen


def conversions(cases: Cases) -> Iterator[tuple[Unit | None, Unit | None, dict[str, Any]]]:
    for case in cases("units-convert"):
        yield unit(case["from"]), unit(case["to"]), case.get("values", {})


def test_units_convert_to_the_last_bit(cases: Cases) -> None:
    for source, target, values in conversions(cases):
        for given, expected in values.items():
            assert convert(float(given), source, target) == expected, (source, target, given)


def test_units_that_do_not_convert(cases: Cases) -> None:
    for source, target, values in conversions(cases):
        assert compatible(source, target) == bool(values), (source, target)


def test_expressions(cases: Cases) -> None:
    assert [case for case in cases("parse-expression") if attempt(parse, case["in"]) != case["out"].get("ok")] == []


def test_dates_are_normalised(cases: Cases) -> None:
    assert [case for case in cases("dates-normalize") if attempt(normalised, case["in"]) != case["out"].get("ok")] == []


def test_time_between_dates(cases: Cases) -> None:
    for case in cases("dates-differences"):
        start, end = ordinal(case["from"]), ordinal(case["to"])
        assert start is not None
        assert end is not None
        wanted = {name: case[name] for name in UNITS if name in case}
        assert {name: difference(start, end, name) for name in wanted} == wanted, case


def test_values_shown_to_a_reader(cases: Cases) -> None:
    for case in cases("format"):
        options = {"displayed_unit" if key == "displayedUnit" else key: one for key, one in case["options"].items()}
        assert format_value(value(case["nodeValue"]), unit(case["unit"]), **options) == case["out"]["ok"], case


def test_values_written_as_expressions(cases: Cases) -> None:
    for case in cases("serialize-evaluation"):
        expected = None if case["out"] == NOTHING else case["out"]
        assert serialise_value(value(case["nodeValue"]), unit(case["unit"])) == expected, case


def test_roots_are_searched_at_the_same_places(cases: Cases) -> None:
    for case in cases("root-finding"):
        seen: list[float] = []

        def watched(x: float, case: dict[str, Any] = case, seen: list[float] = seen) -> float:
            seen.append(x)
            return SEARCHED[case["f"]](x)

        accuracy = Accuracy(case["errorTol"], case["maxIter"], case["acceptable"])
        root = brent(watched, float(case["lo"]), float(case["hi"]), accuracy)
        assert (NOTHING if root is None else root, seen) == (case["root"], case["evaluations"]), case["f"]


def test_names_are_resolved(shared: Path) -> None:
    vectors = json.loads((shared / "conformance" / "functions" / "names-resolution.json").read_text())
    sets = [family(names) for names in vectors["sets"]]
    for case in vectors["cases"]:
        found, _ = meaning(sets[case["set"]], case["name"], case["from"])
        assert found == case["out"].get("ok"), case


def family(names: dict[str, int]) -> dict[str, Rule]:
    """Rules without value; 1 is private."""
    rules = {name: Rule(name, undefined(), private=bool(private)) for name, private in names.items()}
    for rule in rules.values():
        rule.enclosed = any(above in rules and rules[above].private for above in ancestors(rule.name))
    return rules


def test_names_are_sorted(shared: Path) -> None:
    vectors = json.loads((shared / "conformance" / "functions" / "names-collation.json").read_text())
    assert sorted(vectors["names"], key=collation_key) == vectors["sorted"]
