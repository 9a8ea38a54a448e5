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

from publicodes.emitting.cells import Cells, numbered, read_column
from publicodes.emitting.printing import PER_TARGET, Column, Printed
from publicodes.errors import Fault, PublicodesError, SituationError
from publicodes.evaluation import Evaluation
from publicodes.results import ERROR, NOT_APPLICABLE, UNDEFINED, VALUE, Results, RowError
from publicodes.values import states
from publicodes.values.dates import text as date_text
from publicodes.values.units import Incompatible, Unit, convert, parse_unit, serialise
from publicodes.walking.environment import Result

if TYPE_CHECKING:
    import pyarrow

BLOCK = 4096
"""Rows computed together: their columns stay in the processor's cache."""

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
        """One situation: the evaluation of each target, missing variables aside. Raises PublicodesError when it has none."""
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

        An error of a row is told in `errors` and never raised. `threads` share the blocks of rows.
        """
        cells = {
            one.name: read_column(one.name, one.type, columns[one.name]) for one in self.inputs if one.name in columns
        }
        rows = max((len(one.values) for one in cells.values()), default=1)
        run = _Run(self, cells, rows, threads)
        return run.whole()

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
        starts = range(0, count, BLOCK)
        found: list[list[Any]] = [[] for _ in range(len(printed.targets) * PER_TARGET)]
        for parts in self._blocks(printed, inputs, count, starts):
            for column, part in zip(found, parts, strict=True):
                column.append(part)
        for index, target in enumerate(printed.targets):
            columns = [_joined(found[index * PER_TARGET + part], count) for part in range(PER_TARGET)]
            self._store(target, columns, where, alone=alone)

    def _input(self, column: Column, where: NDArray[np.intp] | slice) -> NDArray[Any]:
        values = self.cells[column.name].values[where]
        return numbered(values, self.texts) if column.type == "string" else values

    def _blocks(
        self, printed: Printed, inputs: Sequence[NDArray[Any]], count: int, starts: range
    ) -> Iterable[tuple[Any, ...]]:
        def block(start: int) -> tuple[Any, ...]:
            stop = min(start + BLOCK, count)
            with np.errstate(all="ignore"):
                return tuple(
                    _spread(part, stop - start)
                    for part in printed.run(stop - start, *(one[start:stop] for one in inputs))
                )

        if self.threads == 1:
            return map(block, starts)
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(block, starts))

    def _store(
        self, target: Column, columns: Sequence[NDArray[Any]], where: NDArray[np.intp] | slice, *, alone: bool
    ) -> None:
        value, absent, undefined, walked = columns
        state = np.where(absent, NOT_APPLICABLE, np.where(undefined, UNDEFINED, VALUE)).astype(np.uint8)
        value = _shown(self.texts, target, value, state)
        self._place(target, value, state, where, alone=alone)
        if walked.any():
            rows = np.arange(self.rows)[where][walked]
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
        """Groups may give a target in two units: the first holds for the column."""
        column = self.results.units[name]
        if column == unit or unit is None or value.dtype != np.float64:
            return value
        if column is None:
            self.results.units[name] = unit
            return value
        ratio = convert(1.0, parse_unit(unit), parse_unit(column))
        return value * ratio

    def _walk(self, target: Column, row: int) -> None:
        known = [one for one in self.program.inputs if one.name in self.cells and not self.cells[one.name].empty[row]]
        given = self.program._given(known, [self.cells[one.name].values[row] for one in known])
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
            self._fail(row, name, f"this row is in « {serialise(unit)} », its column in « {results.units[name]} »")
            return
        _put(results.values, name, row, value)

    def _converted(self, name: str, value: Any, unit: Unit | None) -> Any:
        column = self.results.units[name]
        if value.__class__ is not float or unit is None or column is None:
            return value
        return convert(value, unit, parse_unit(column))

    def _fail(self, row: int, target: str, message: str) -> None:
        self.results.errors.append(RowError(row, target, message))
        self.results.states[target][row] = ERROR
        _put(self.results.values, target, row, None)


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


def _spread(part: Any, rows: int) -> NDArray[Any]:
    """A result that is the same in every row, as a column."""
    return part if isinstance(part, np.ndarray) and part.ndim else np.full(rows, part)


def _joined(parts: Sequence[NDArray[Any]], rows: int) -> NDArray[Any]:
    return np.concatenate(parts) if len(parts) > 1 else parts[0] if parts else np.zeros(rows)


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
    if value.dtype.kind not in "iuf":
        return np.where(gone, None, value.astype(object))
    known = np.array(list(texts), dtype=object)
    return np.where(gone, None, known[value.astype(np.int64)])


def _dates(value: NDArray[Any], gone: NDArray[np.bool_]) -> NDArray[Any]:
    shown = np.full(len(value), None, dtype=object)
    for row in np.flatnonzero(~gone).tolist():
        shown[row] = date_text(int(value[row]))
    return shown


def _single(column: Column, value: Any) -> Any:
    """One cell as printed programs read it."""
    if column.type == "number" and value.__class__ is float:
        return value
    cells = read_column(column.name, column.type, [value])
    if cells.wrong:
        raise SituationError(Fault("PC601", cells.wrong[0][1], "", (column.name,)))
    return cells.values.tolist()[0]


def _plain(column: Column, cell: Any) -> states.Value:
    """One cell as the walker reads it."""
    if column.type == "date":
        return date_text(int(cell))
    return bool(cell) if column.type == "boolean" else float(cell) if column.type == "number" else str(cell)
