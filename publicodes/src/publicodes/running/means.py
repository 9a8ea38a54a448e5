"""Means: what the calls of a program work with. The cells of a row, as printings and as the walker read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from publicodes.emitting.cells import read_cell
from publicodes.emitting.printing import Column, Printed
from publicodes.errors import Fault, SituationError
from publicodes.values.dates import text as date_text
from publicodes.values.states import Value
from publicodes.values.units import parse_unit
from publicodes.walking.environment import Result

Answered = frozenset[str]
"""The inputs that are answered."""

Known = tuple[tuple[str, Value], ...]
"""What a printing knows of its rows: answers by name, which are then none of its inputs."""

Walked = tuple[Result, frozenset[str], bool]
"""A result, the kinds of its warnings, whether an inversion failed."""


@dataclass(frozen=True, slots=True)
class Means:
    """`printed` gives the program of some of the targets; `walk` evaluates one of them in one row."""

    targets: tuple[str, ...]
    inputs: tuple[Column, ...]
    printed: Callable[[Answered, Known, tuple[str, ...]], Printed]
    walk: Callable[[str, Mapping[str, Result]], Walked]


def single(column: Column, value: Any) -> Any:
    """One cell as printed programs read it. Raises SituationError."""
    if column.type == "number" and value.__class__ is float:
        return value
    try:
        return read_cell(column.name, column.type, value)
    except ValueError as error:
        raise SituationError(Fault("PC601", str(error), "", (column.name,))) from None


def plain(column: Column, cell: Any) -> Value:
    """One cell, as printed programs read it, for the walker."""
    if column.type == "date":
        return date_text(int(cell))
    return bool(cell) if column.type == "boolean" else float(cell) if column.type == "number" else str(cell)


def slot(column: Column, value: Value) -> Result:
    """An answer as a situation holds it."""
    return value, None if column.unit is None else parse_unit(column.unit), {}


def given(inputs: Iterable[Column], cells: Iterable[Any]) -> dict[str, Result]:
    """What a row says, as the slots of a situation."""
    return {one.name: slot(one, plain(one, cell)) for one, cell in zip(inputs, cells, strict=True)}
