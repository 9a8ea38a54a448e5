"""Program: targets compiled over the inputs that vary, run on columns, on batches or on one situation.

A program is printed once for each set of answered inputs: a row that leaves an input unanswered runs another printing
than one that answers it. Rows that a printing cannot follow are handed to the walker, which also tells what is wrong
in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from publicodes.emitting.cells import Cells, numbered, read_cell, read_column
from publicodes.emitting.printing import PER_TARGET, Column, Printed
from publicodes.errors import Fault, PublicodesError, SituationError, near
from publicodes.evaluation import Evaluation
from publicodes.results import ERROR, NOT_APPLICABLE, UNDEFINED, VALUE, Results, RowError
from publicodes.values import states
from publicodes.values.dates import text as date_text
from publicodes.values.units import Incompatible, Unit, compatible, convert, parse_unit, serialise
from publicodes.walking.environment import Result

if TYPE_CHECKING:
    import pyarrow

BLOCK = 8192
"""Rows computed together: their columns stay in the processor's cache."""

CODES = np.arange(3, dtype=np.uint8)
"""The codes of states, as narrow as their columns."""

Answered = frozenset[str]
Walk = Callable[[str, Mapping[str, Result]], tuple[Result, frozenset[str], bool]]


class Program:
    """`targets` as functions of `inputs`. Made by `Engine.program`.

    `columns` are the inputs with their types and units; `printed` gives the program for a set of answered inputs;
    `walk` evaluates one target of one row.
    """

    def __init__(
        self, targets: Sequence[str], columns: Sequence[Column], printed: Callable[[Answered], Printed], walk: Walk
    ) -> None:
        self.targets, self.inputs = tuple(targets), tuple(columns)
        self._printed, self._walk = printed, walk
        self._units = {one.name: None if one.unit is None else parse_unit(one.unit) for one in columns}

    @property
    def source(self) -> str:
        """The NumPy source, all inputs answered."""
        return self._whole.columns

    @property
    def scalar_source(self) -> str:
        """The plain Python source, all inputs answered."""
        return self._whole.scalars

    @property
    def _whole(self) -> Printed:
        return self._printed(frozenset(one.name for one in self.inputs))

    def one(self, values: Mapping[str, float | bool | str | None]) -> dict[str, Evaluation]:
        """One situation: the evaluation of each target, missing variables aside.

        Raises PublicodesError when it has none.
        """
        self._check_names(values)
        answered = {name: value for name, value in values.items() if value is not None}
        printed = self._printed(frozenset(answered))
        cells = [_single(one, answered[one.name]) for one in printed.inputs]
        found = printed.run_one(*cells)
        return {
            target.name: self._evaluation(target, found[index : index + PER_TARGET], printed.inputs, cells)
            for target, index in zip(printed.targets, range(0, len(found), PER_TARGET), strict=True)
        }

    def _evaluation(
        self, target: Column, found: Sequence[Any], inputs: Sequence[Column], cells: Sequence[Any]
    ) -> Evaluation:
        value, absent, undefined, walked = found
        if walked:
            (value, unit, missing), warnings, failed = self._walk(target.name, self._given(inputs, cells))
            return Evaluation.of(value, unit, missing, set(warnings), failed)
        if absent or undefined:
            return Evaluation("not-applicable" if absent else "undefined", None, target.unit)
        return Evaluation("value", date_text(int(value)) if target.type == "date" else value, target.unit)

    def _given(self, inputs: Iterable[Column], cells: Iterable[Any]) -> dict[str, Result]:
        """What a row says, as the slots of a situation."""
        return {
            one.name: (_plain(one, cell), self._units[one.name], {}) for one, cell in zip(inputs, cells, strict=True)
        }

    def __call__(self, columns: Mapping[str, Any], *, threads: int = 1) -> Results:
        """Columns of equal length by input (arrays or lists; None and NaN: not answered) → columns by target.

        An error of a row is told in `errors` and never raised. `threads` share the blocks of rows. Raises
        SituationError for a column that is no input, or columns of different lengths.
        """
        self._check_names(columns)
        cells = {
            one.name: read_column(one.name, one.type, columns[one.name]) for one in self.inputs if one.name in columns
        }
        return _Run(self, cells, _rows(cells), threads).whole()

    def _check_names(self, given: Mapping[str, Any]) -> None:
        unknown = given.keys() - self._units.keys()
        if unknown:
            raise SituationError(
                Fault(
                    "PC607", f"« {name} » is no input of this program", near(name, self._units) or "compile it as one"
                )
                for name in sorted(unknown)
            )

    def missing(self, values: Mapping[str, float | bool | str | None]) -> dict[str, int]:
        """The missing variables of all the targets in one situation, found by walking; scores are added."""
        total: dict[str, int] = {}
        known = [one for one in self.inputs if values.get(one.name) is not None]
        given = self._given(known, [_single(one, values[one.name]) for one in known])
        for target in self.targets:
            for name, score in self._walk(target, given)[0][2].items():
                total[name] = total.get(name, 0) + score
        return total

    def run_batches(self, batches: Iterable[pyarrow.RecordBatch], *, threads: int = 1) -> Iterator[pyarrow.RecordBatch]:
        """Arrow batches of inputs → batches of a column per target, its state beside it, and the errors of the row."""
        from publicodes.emitting.batches import columns_of, record_batch

        for batch in batches:
            yield record_batch(self(columns_of(batch, self.inputs), threads=threads))


class _Run:
    """One call: the rows grouped by what they answer, the blocks of each group, then the rows to be walked."""

    def __init__(self, program: Program, cells: Mapping[str, Cells], rows: int, threads: int) -> None:
        self.program, self.cells, self.rows, self.threads = program, cells, rows, threads
        self.results = Results(rows)
        self.wrong: dict[int, str] = dict(pair for one in cells.values() for pair in one.wrong)
        self.walked = np.zeros(rows, dtype=bool)
        self.texts: dict[str, int] = {}

    def whole(self) -> Results:
        groups = list(self._groups())
        for answered, where in groups:
            self._group(self.program._printed(answered), where, alone=len(groups) == 1)
        for row, message in sorted(self.wrong.items()):
            for target in self.program.targets:
                self._fail(row, target, message)
        self.results.walked = int(self.walked.sum())
        self.results.errors.sort()
        return self.results

    def _groups(self) -> Iterator[tuple[Answered, NDArray[np.intp] | slice]]:
        """Rows that answer the same inputs run the same printing."""
        partial = {name: one.empty for name, one in self.cells.items() if one.empty.any()}
        always = frozenset(self.cells) - frozenset(partial)
        if not partial:
            yield always, slice(None)
            return
        patterns, which = np.unique(np.column_stack(list(partial.values())), axis=0, return_inverse=True)
        for index, pattern in enumerate(patterns):
            answered = (name for name, empty in zip(partial, pattern, strict=True) if not empty)
            yield always.union(answered), np.flatnonzero(which.ravel() == index)

    def _group(self, printed: Printed, where: NDArray[np.intp] | slice, *, alone: bool) -> None:
        self.texts = dict(printed.texts)
        inputs = [self._input(one, where) for one in printed.inputs]
        count = self.rows if isinstance(where, slice) else len(where)
        columns: list[Any] = []
        for start, parts in self._blocks(printed, inputs, count):
            columns = columns or [_room(part, count) for part in parts]
            for column, part in zip(columns, parts, strict=True):
                if isinstance(column, np.ndarray):
                    column[start : start + BLOCK] = part
        for index, target in enumerate(printed.targets):
            self._store(target, columns[index * PER_TARGET :][:PER_TARGET], where, count, alone=alone)

    def _input(self, column: Column, where: NDArray[np.intp] | slice) -> NDArray[Any]:
        cells = self.cells[column.name]
        values: NDArray[Any] = cells.values[where]
        return values if cells.distinct is None else numbered(cells.distinct, self.texts)[values]

    def _blocks(
        self, printed: Printed, inputs: Sequence[NDArray[Any]], count: int
    ) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """The results of each block, after the row where it starts. No rows are a block too."""

        def block(start: int) -> tuple[int, tuple[Any, ...]]:
            stop = min(start + BLOCK, count)
            with np.errstate(all="ignore"):
                return start, printed.run(stop - start, *(one[start:stop] for one in inputs))

        starts = range(0, max(count, 1), BLOCK)
        if self.threads == 1:
            yield from map(block, starts)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(block, starts)

    def _store(
        self, target: Column, parts: Sequence[Any], where: NDArray[np.intp] | slice, count: int, *, alone: bool
    ) -> None:
        value, absent, undefined, walked = parts
        state = np.zeros(count, dtype=np.uint8)
        if absent is not False or undefined is not False:
            state[:] = np.where(absent, CODES[NOT_APPLICABLE], np.where(undefined, CODES[UNDEFINED], CODES[VALUE]))
        value = _shown(self.texts, target, np.full(count, value) if np.ndim(value) == 0 else value, state)
        self._place(target, value, state, where, alone=alone)
        rows, lost = np.arange(self.rows)[where], np.broadcast_to(walked, count)
        if not self._converts(target):
            for row in rows[(state == VALUE) & ~lost].tolist():
                self._fail(row, target.name, self._two_units(target.name, target.unit))
        if walked is not False:
            self._walk_rows(target, rows[lost])

    def _walk_rows(self, target: Column, rows: NDArray[np.intp]) -> None:
        self.walked[rows] = True
        for row in rows.tolist():
            if row not in self.wrong:
                self._walk(target, row)

    def _place(
        self,
        target: Column,
        value: NDArray[Any],
        state: NDArray[np.uint8],
        where: NDArray[np.intp] | slice,
        *,
        alone: bool,
    ) -> None:
        results, name = self.results, target.name
        if alone:
            results.values[name], results.states[name], results.units[name] = value, state, target.unit
            return
        if name not in results.values:
            results.values[name] = np.full(self.rows, None if value.dtype == object else 0, dtype=value.dtype)
            results.states[name], results.units[name] = np.zeros(self.rows, dtype=np.uint8), target.unit
        value = self._in_unit(name, value, target.unit)
        if value.dtype != results.values[name].dtype:
            results.values[name], value = results.values[name].astype(object), value.astype(object)
        results.values[name][where], results.states[name][where] = value, state

    def _in_unit(self, name: str, value: NDArray[Any], unit: str | None) -> NDArray[Any]:
        """Groups may give a target in two units: the first holds for the column. NaN where they do not convert."""
        column = self.results.units[name]
        if column == unit or unit is None or value.dtype != np.float64:
            return value
        if column is None:
            self.results.units[name] = unit
            return value
        source, wanted = parse_unit(unit), parse_unit(column)
        return value * (convert(1.0, source, wanted) if compatible(source, wanted) else np.nan)

    def _converts(self, target: Column) -> bool:
        """Whether a group's unit is that of its column, or converts to it."""
        column = self.results.units[target.name]
        return target.unit is None or column is None or compatible(parse_unit(target.unit), parse_unit(column))

    def _walk(self, target: Column, row: int) -> None:
        known = [one for one in self.program.inputs if one.name in self.cells and not self.cells[one.name].empty[row]]
        given = self.program._given(known, [self.cells[one.name].at(row) for one in known])
        try:
            (value, unit, _), _, _ = self.program._walk(target.name, given)
            self._set(target.name, row, value, unit)
        except PublicodesError as error:
            self._fail(row, target.name, error.faults[0].what)

    def _set(self, name: str, row: int, value: Any, unit: Unit | None) -> None:
        results = self.results
        if isinstance(value, states.Absent):
            results.states[name][row] = NOT_APPLICABLE if value is states.NOT_APPLICABLE else UNDEFINED
            value = None
        else:
            results.states[name][row] = VALUE
        try:
            value = self._converted(name, value, unit)
        except Incompatible:
            self._fail(row, name, self._two_units(name, serialise(unit)))
            return
        _put(results.values, name, row, value)

    def _two_units(self, name: str, unit: str | None) -> str:
        return f"this row is in « {unit} », its column in « {self.results.units[name]} »"

    def _converted(self, name: str, value: Any, unit: Unit | None) -> Any:
        column = self.results.units[name]
        if value.__class__ is not float or unit is None or column is None:
            return value
        return convert(value, unit, parse_unit(column))

    def _fail(self, row: int, target: str, message: str) -> None:
        self.results.errors.append(RowError(row, target, message))
        self.results.states[target][row] = ERROR
        _put(self.results.values, target, row, None)


def _rows(cells: Mapping[str, Cells]) -> int:
    """How many rows the columns have, all alike; one when none is given."""
    lengths = {name: len(one.values) for name, one in cells.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"« {name} » has {length}" for name, length in lengths.items())
        raise SituationError(
            Fault("PC608", f"the columns differ in length: {told}", "give as many cells to each input")
        )
    return next(iter(lengths.values()), 1)


def _put(columns: dict[str, NDArray[Any]], name: str, row: int, value: Any) -> None:
    """Write one cell; a value of another type than its column makes it a column of objects."""
    kinds = {bool: "b", float: "f"}
    kind = columns[name].dtype.kind
    if value is None:
        columns[name][row] = {"f": np.nan, "b": False}.get(kind)
        return
    if kind != "O" and kinds.get(type(value)) != kind:
        columns[name] = columns[name].astype(object)
    columns[name][row] = value


def _room(part: Any, rows: int) -> Any:
    """A column for a result; the result itself when it is the same in every row."""
    return np.empty(rows, dtype=part.dtype) if np.ndim(part) else part


def _shown(texts: Mapping[str, int], target: Column, value: NDArray[Any], state: NDArray[np.uint8]) -> NDArray[Any]:
    """Values as users read them: texts and dates as such, nothing where there is no value."""
    gone = state != VALUE
    if target.type == "string":
        return _texts(texts, value, gone)
    if target.type == "date":
        return _dates(value, gone)
    if gone.any():
        value = np.where(gone, np.nan if value.dtype.kind == "f" else False, value)
    return value


def _texts(texts: Mapping[str, int], value: NDArray[Any], gone: NDArray[np.bool_]) -> NDArray[Any]:
    known = np.array(list(texts), dtype=object)
    shown = known[value.astype(np.int64)] if value.dtype.kind in "iuf" else value.astype(object)
    shown[gone] = None
    return shown


def _dates(value: NDArray[Any], gone: NDArray[np.bool_]) -> NDArray[Any]:
    shown = np.full(len(value), None, dtype=object)
    for row in np.flatnonzero(~gone).tolist():
        shown[row] = date_text(int(value[row]))
    return shown


def _single(column: Column, value: Any) -> Any:
    """One cell as printed programs read it."""
    if column.type == "number" and value.__class__ is float:
        return value
    try:
        return read_cell(column.name, column.type, value)
    except ValueError as error:
        raise SituationError(Fault("PC601", str(error), "", (column.name,))) from None


def _plain(column: Column, cell: Any) -> states.Value:
    """One cell as the walker reads it."""
    if column.type == "date":
        return date_text(int(cell))
    return bool(cell) if column.type == "boolean" else float(cell) if column.type == "number" else str(cell)
