"""Filling: the columns of results, from printings and from rows walked one by one, each column in one unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from publicodes.results import ERROR, NOT_APPLICABLE, UNDEFINED, VALUE, Results, RowError
from publicodes.running.grouping import Rows
from publicodes.running.showing import NOTHING
from publicodes.values import states
from publicodes.values.units import Incompatible, Unit, compatible, convert, parse_unit, serialise

TYPES: Mapping[type, Any] = {float: np.float64, bool: np.bool_}


class Filling:
    """Results on the way. A column has the type and the unit of the first values that come; values of another type
    make it one of objects, values in a unit that does not convert are errors of their rows."""

    def __init__(self, targets: Sequence[str], rows: int) -> None:
        self.targets, self.results = targets, Results(rows)
        self.results.states = {name: np.full(rows, ERROR, dtype=np.uint8) for name in targets}
        self.results.units = dict.fromkeys(targets)

    def whole(self, name: str, value: NDArray[Any], state: NDArray[np.uint8], unit: str | None) -> None:
        """A column that comes at once."""
        self.results.values[name], self.results.states[name], self.results.units[name] = value, state, unit

    def place(self, name: str, rows: Rows, value: NDArray[Any], state: NDArray[np.uint8], unit: str | None) -> None:
        """The results of some rows."""
        self.results.states[name][rows] = state
        valued = state == VALUE
        if not valued.any():
            return
        if not self._converts(name, unit):
            for row in rows[valued].tolist():
                self.fail(row, name, self._two_units(name, unit))
            return
        column = self._column(name, value.dtype)
        column[rows[valued]] = self._in_unit(name, value[valued], unit)

    def put(self, name: str, row: int, value: states.Value, unit: Unit | None) -> None:
        """The result of one row."""
        if isinstance(value, states.Absent):
            self.results.states[name][row] = NOT_APPLICABLE if value is states.NOT_APPLICABLE else UNDEFINED
            return
        try:
            value = self._converted(name, value, unit)
        except Incompatible:
            self.fail(row, name, self._two_units(name, serialise(unit)))
            return
        self._column(name, np.dtype(TYPES.get(type(value), object)))[row] = value
        self.results.states[name][row] = VALUE

    def fail(self, row: int, name: str, message: str) -> None:
        """What is wrong in one row; the first told stays."""
        self.results.errors.append(RowError(row, name, message))
        self.results.states[name][row] = ERROR

    def done(self, walked: int) -> Results:
        """The results, once every row has one."""
        results = self.results
        for name in self.targets:
            value = self._column(name, results.values[name].dtype if name in results.values else np.dtype(np.float64))
            value[results.states[name] == ERROR] = NOTHING.get(value.dtype.kind)
        results.values = {name: results.values[name] for name in self.targets}
        results.errors.sort()
        results.walked = walked
        return results

    def _column(self, name: str, kind: np.dtype[Any]) -> NDArray[Any]:
        """The column of a target, for values of a type."""
        column = self.results.values.get(name)
        if column is None:
            column = np.full(self.results.rows, NOTHING.get(kind.kind), dtype=kind)
        elif column.dtype != kind and column.dtype != object:
            column = column.astype(object)
            column[self.results.states[name] != VALUE] = None
        self.results.values[name] = column
        return column

    def _in_unit(self, name: str, value: NDArray[Any], unit: str | None) -> NDArray[Any]:
        """Values in the unit of their column, which is the first that is told."""
        column = self.results.units[name]
        if column is None:
            self.results.units[name] = unit
        if column is None or unit is None or column == unit or value.dtype != np.float64:
            return value
        return value * convert(1.0, parse_unit(unit), parse_unit(column))

    def _converts(self, name: str, unit: str | None) -> bool:
        column = self.results.units[name]
        return unit is None or column is None or compatible(parse_unit(unit), parse_unit(column))

    def _converted(self, name: str, value: states.Value, unit: Unit | None) -> states.Value:
        column = self.results.units[name]
        if column is None:
            self.results.units[name] = serialise(unit)
        if column is None or unit is None or value.__class__ is not float:
            return value
        return convert(value, unit, parse_unit(column))

    def _two_units(self, name: str, unit: str | None) -> str:
        return f"this row is in « {unit} », its column in « {self.results.units[name]} »"
