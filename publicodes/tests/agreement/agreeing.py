"""Agreeing: the walker, the program over columns and the program for one situation, on the same rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from publicodes import Engine
from publicodes.depth import deep
from publicodes.emitting.cells import numbered
from publicodes.emitting.printing import Printed, print_program
from publicodes.errors import PublicodesError
from publicodes.specialising.program import Input, specialise
from publicodes.values import units
from publicodes.values.dates import ordinal, text
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Absent
from publicodes.values.units import Incompatible, Unit, convert, parse_unit, serialise
from publicodes.walking.walker import Walker

EXACT, SOLVED = 1e-9, 1e-6
ERROR, WALKED = "error", "walked"
Row = Mapping[str, Any]


class Answer(NamedTuple):
    """A value, an Absent, ERROR or WALKED, with its unit; `cyclic` when rules were found to depend on themselves."""

    value: Any
    unit: Unit | None = None
    cyclic: bool = False

    def __str__(self) -> str:
        return f"{self.value!r} [{serialise(self.unit)}]"


@dataclass
class Tally:
    """What was compared: (row, target) pairs, those handed to the walker, units told by one side only."""

    pairs: int = 0
    walked: int = 0
    errors: int = 0
    presence: int = 0
    unsure: int = 0
    cyclic: int = 0
    rounded: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name in ("pairs", "walked", "errors", "presence", "unsure", "cyclic", "rounded", "faults"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        share = self.walked / max(1, self.pairs)
        return (
            f"{self.pairs} pairs, {len(self.faults)} differ, {self.walked} walked ({share:.2%}), "
            f"{self.errors} errors, {self.presence} units told by one side, {self.unsure} that hang on the order, "
            f"{self.cyclic} differ where rules depend on themselves, "
            f"{self.rounded} by the sixteenth decimal of a conversion"
        )


@dataclass
class Trial:
    """An engine in a situation, the inputs that vary and their rows, the targets in order."""

    engine: Engine
    inputs: Sequence[Input]
    rows: Sequence[Row]
    targets: Sequence[str]
    tolerance: float = EXACT

    def __post_init__(self) -> None:
        names = {one.name for one in self.inputs}
        self.fixed = {name: one for name, one in self.engine._situation.slots.items() if name not in names}
        self.model, self.options = self.engine._compiled.model, self.engine._options
        with deep():
            self.nodes = {name: self.engine._compiled.expression(name) for name in self.targets}

    def printed(self) -> Printed:
        with deep():
            return print_program(self.inputs, specialise(self.model, self.fixed, self.options, self.inputs, self.nodes))

    def walker(self, row: Row) -> Callable[[str], Answer]:
        """The walker's answers on one row, in one environment."""
        given = {one.name: (_plain(one, row[one.name]), one.unit, {}) for one in self.inputs}
        walker = Walker(self.model, {**self.fixed, **given}, self.options)

        def answer(target: str) -> Answer:
            walker.log.warnings.clear()
            try:
                with deep():
                    value, unit, _ = walker.node(self.nodes[target])
            except PublicodesError:
                return Answer(ERROR)
            return Answer(value, unit, "cyclicReferences" in walker.log.warnings)

        return answer


def _plain(one: Input, cell: Any) -> Any:
    return float(cell) if one.type == "number" else cell


def over_columns(trial: Trial, printed: Printed) -> list[list[Answer]]:
    """The answers of the NumPy printing, by target then by row."""
    texts = dict(printed.texts)
    columns = [_column(one, [row[one.name] for row in trial.rows], texts) for one in trial.inputs]
    with np.errstate(all="ignore"):
        found = printed.run(len(trial.rows), *columns)
    spread = [np.broadcast_to(np.asarray(part), len(trial.rows)).tolist() for part in found]
    names = {number: name for name, number in texts.items()}
    return [
        [_answer(parts, target.type, target.unit, names) for parts in zip(*spread[4 * at : 4 * at + 4], strict=True)]
        for at, target in enumerate(printed.targets)
    ]


def _column(one: Input, cells: Sequence[Any], texts: dict[str, int]) -> Any:
    if one.type == "string":
        for cell in cells:
            texts.setdefault(cell, len(texts))
        return numbered(np.array(cells, dtype=object), texts)
    if one.type == "date":
        return np.array([ordinal(cell) for cell in cells], dtype=np.float64)
    return np.array(cells, dtype=np.bool_ if one.type == "boolean" else np.float64)


def one_by_one(trial: Trial, printed: Printed) -> list[list[Answer]]:
    """The answers of the plain printing, by target then by row."""
    found = []
    for row in trial.rows:
        cells = [_cell(one, row[one.name]) for one in trial.inputs]
        found.append(printed.run_one(*cells))
    return [
        [_answer(parts[4 * at : 4 * at + 4], target.type, target.unit, None) for parts in found]
        for at, target in enumerate(printed.targets)
    ]


def _cell(one: Input, cell: Any) -> Any:
    return float(ordinal(cell) or 0) if one.type == "date" else float(cell) if one.type == "number" else cell


def _answer(parts: Sequence[Any], kind: str, unit: str | None, names: Mapping[int, str] | None) -> Answer:
    value, absent, undefined, walked = parts
    if walked:
        return Answer(WALKED)
    own = None if unit is None else parse_unit(unit)
    if absent or undefined:
        return Answer(NOT_APPLICABLE if absent else UNDEFINED, own)
    if kind == "date":
        value = text(int(value))
    elif kind == "string" and names is not None:
        value = names[value] if not isinstance(value, str) else value
    elif kind == "boolean":
        value = bool(value)
    return Answer(value, own)


def agree(trial: Trial) -> Tally:
    """Compare both printings with the walker on every row and target."""
    printed, tally = trial.printed(), Tally()
    columns, scalars = over_columns(trial, printed), one_by_one(trial, printed)
    for index, row in enumerate(trial.rows):
        walker = trial.walker(row)
        for at, target in enumerate(trial.targets):
            expected = walker(target)
            for form, got in (("columns", columns[at][index]), ("scalars", scalars[at][index])):
                _count(tally, trial, row, target, form, expected, got)
    return tally


def _count(tally: Tally, trial: Trial, row: Row, target: str, form: str, expected: Answer, got: Answer) -> None:
    tally.pairs += 1
    if got.value == WALKED:
        tally.walked += 1
        tally.errors += expected.value == ERROR
        return
    fault, presence = differing(expected, got, trial.tolerance)
    if fault:
        fresh = trial.walker(row)(target)
        tally.unsure += bool(differing(fresh, expected, trial.tolerance)[0])
        fault, presence = differing(fresh, got, trial.tolerance)
        expected = fresh
    tally.presence += presence
    if fault and expected.cyclic:
        tally.cyclic += 1
    elif fault and not differing(_unrounded(trial, row, target), got, trial.tolerance)[0]:
        tally.rounded += 1
    elif fault:
        tally.faults.append(f"{form} « {target} » {fault}: {expected} ≠ {got} at {dict(row)}")


def _unrounded(trial: Trial, row: Row, target: str) -> Answer:
    """The walker's answer when conversions are not rounded to 16 decimals: programs do not round them."""
    with patch.object(units, "rounded", float):
        return trial.walker(row)(target)


def differing(expected: Answer, got: Answer, tolerance: float = EXACT) -> tuple[str, bool]:
    """The first fault (empty when they agree), and whether only one side tells a unit."""
    one, two = expected.value, got.value
    if isinstance(one, Absent) or isinstance(two, Absent) or one == ERROR or two == ERROR:
        return ("" if one is two or one == two else "state"), False
    if one.__class__ is not two.__class__:
        return "kind", False
    if not isinstance(one, float):
        return ("" if one == two else "value"), False
    presence = (expected.unit is None) != (got.unit is None)
    try:
        same = (not one and not two) or serialise(expected.unit) == serialise(got.unit)
        one = one if same else convert(one, expected.unit, got.unit)
    except Incompatible:
        return "unit", False
    return ("" if near(one, two, tolerance) else "value"), presence


def near(one: float, two: float, tolerance: float) -> bool:
    if math.isnan(one) or math.isnan(two):
        return math.isnan(one) and math.isnan(two)
    return one == two or abs(one - two) <= tolerance * max(1.0, abs(one)) < math.inf
