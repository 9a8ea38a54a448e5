"""Comparing: whether what the engine gave conforms to what the reference gave (SPEC §27)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scales import factor

EXACT, CONVERGED = 1e-9, 1e-6


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of either side. `missing` is None when not recorded; `ordered` when its order is asserted too.

    `traversed` are the rules met, in order; None when not recorded.
    """

    state: str
    value: Any = None
    unit: str | None = None
    missing: tuple[str, ...] | None = None
    ordered: bool = False
    tolerance: float = EXACT
    traversed: tuple[str, ...] | None = None

    def __str__(self) -> str:
        if self.state != "value":
            said = self.state + (f" {self.value}" if self.value else "")
        else:
            said = repr(self.value) + ("" if self.unit is None else f" [{self.unit}]")
        return said + (" missing " + ", ".join(self.missing) if self.missing else "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is empty when the answer conforms; `presence` when only one side has a unit, which is allowed."""

    fault: str = ""
    presence: bool = False


def compare(expected: Answer, got: Answer) -> Verdict:
    """The first fault found: state, kind, unit, value, missing names, then rules met."""
    if expected.state != got.state:
        return Verdict("state")
    fault, presence = "", False
    if expected.state == "value":
        fault, presence = _values(expected, got)
    return Verdict(fault or _missing(expected, got) or _traversed(expected, got), presence)


def _values(expected: Answer, got: Answer) -> tuple[str, bool]:
    a, b = expected.value, got.value
    if not _number(a) or not _number(b):
        return ("" if type(a) is type(b) and a == b else "kind" if type(a) is not type(b) else "value"), False
    presence = (expected.unit is None) != (got.unit is None)
    scale = 1.0 if expected.unit is None or got.unit is None else factor(expected.unit, got.unit)
    if scale is None:
        return "unit", False
    return ("" if near(a * scale, b, expected.tolerance) else "value"), presence


def near(a: float, b: float, tolerance: float = EXACT) -> bool:
    """|a − b| ≤ tolerance · max(1, |a|); NaN equals NaN, an infinity itself."""
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    return a == b or abs(a - b) <= tolerance * max(1.0, abs(a)) < math.inf


def _missing(expected: Answer, got: Answer) -> str:
    if expected.missing is None or expected.state == "error":
        return ""
    if set(expected.missing) != set(got.missing or ()):
        return "missing"
    return "order" if expected.ordered and expected.missing != got.missing else ""


def _traversed(expected: Answer, got: Answer) -> str:
    return "traversed" if expected.traversed is not None and expected.traversed != got.traversed else ""


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
SHORT = {"na": "not-applicable", "undef": "undefined", "err": "error"}
SHORT_NUMBERS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


def recorded(vector: Mapping[str, Any], *, converged: Mapping[str, Any] | None = None) -> Answer:
    """The answer written in `conformance/`; its converged value, when there is one, takes its place."""
    told = converged or vector
    value = told.get("value", vector.get("error"))
    if told.get("type", "number") == "number" and isinstance(value, str):
        value = NUMBERS.get(value, value)
    met = tuple(vector["traversed"]) if "traversed" in vector else None
    missing = tuple(vector.get("missing", ()))
    before = Answer(vector["state"], None, vector.get("unit"), missing, traversed=met)
    return (
        _settled(Answer(told["state"], value, told.get("unit")), before) if converged else replace(before, value=value)
    )


def result(vector: Mapping[str, Any], names: Sequence[str]) -> Answer:
    """The answer written in `differential/`: one result, of whose names `names` is the table."""
    missing = tuple(names[index] for index, _ in vector.get("m", ()))
    told = vector.get("p", vector)
    told = told if isinstance(told, Mapping) else {"v": told}
    state, value = _short(told)
    before = Answer(_short(vector)[0], vector.get("e", value), vector.get("u"), missing)
    return _settled(Answer(state, value), before) if "p" in vector else before


def _short(told: Mapping[str, Any]) -> tuple[str, Any]:
    short = told.get("s", "")
    return (SHORT[short], None) if short in SHORT else ("value", SHORT_NUMBERS.get(short, told.get("v")))


def _settled(converged: Answer, before: Answer) -> Answer:
    """Unit and missing names were recorded with the unconverged answer: they say nothing of one in another state."""
    if converged.state != before.state:
        return replace(converged, tolerance=CONVERGED)
    return replace(before, value=converged.value, unit=converged.unit or before.unit, tolerance=CONVERGED)
