"""Batches: Arrow record batches in and out of a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from publicodes.emitting.cells import Encoded
from publicodes.emitting.printing import Column
from publicodes.results import STATES, VALUE, Results
from publicodes.values.formatting import number_text
from publicodes.values.states import Kind
from publicodes.values.units import Incompatible, convert, parse_unit

ERRORS = "erreur"
STATE = "{} (état)"
TYPES = {"number": pa.float64(), "boolean": pa.bool_()}
PLAIN: dict[Kind, type] = {"number": float, "boolean": bool}

Wrong: TypeAlias = defaultdict[int, list[str]]


def columns_of(batch: pa.RecordBatch, inputs: Sequence[Column]) -> dict[str, Any]:
    """The columns of a batch that are inputs; nulls become None or NaN."""
    names = set(batch.schema.names)
    return {one.name: _column(batch.column(one.name)) for one in inputs if one.name in names}


def _column(array: pa.Array) -> Any:
    """Texts by their distinct ones: Arrow finds them faster than Python."""
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        array = array.dictionary_encode()
    if not pa.types.is_dictionary(array.type):
        return array.to_numpy(zero_copy_only=False)
    nothing = len(array.dictionary)
    places = array.indices.cast(pa.int32()).fill_null(nothing).to_numpy(zero_copy_only=False)
    return Encoded(places, [*array.dictionary.to_pylist(), None])


def record_batch(sheet: Sheet, results: Results) -> pa.RecordBatch:
    """A column per target (null where there is no value), its state beside it, and what is wrong in each row.

    The metadata of a column tells its `unit`, when it has one.
    """
    columns = sheet.columns(results)
    fields = [_field(name, column.type, sheet.units.get(name)) for name, column in columns.items()]
    return pa.RecordBatch.from_arrays(list(columns.values()), schema=pa.schema(fields))


def _field(name: str, kind: pa.DataType, unit: str | None) -> pa.Field:
    return pa.field(name, kind, metadata=None if unit is None else {"unit": unit})


class Sheet:
    """The columns of some results: for each target one kind and one unit, from batch to batch.

    `kinds` are those of the targets, None for one that its first values tell; `labels` name the four states.
    """

    def __init__(self, kinds: Mapping[str, Kind | None], labels: Sequence[str] = STATES) -> None:
        self.kinds, self.labels = dict(kinds), pa.array(labels)
        self.units: dict[str, str | None] = {}

    def columns(self, results: Results) -> dict[str, pa.Array]:
        """By target, its values (null where there is none) and, as « target (état) », its states; then the errors."""
        wrong, found = _wrong(results), dict[str, pa.Array]()
        for name in self.kinds:
            states = results.states[name]
            found[name] = self._values(name, results, states == VALUE, wrong)
            found[STATE.format(name)] = pa.DictionaryArray.from_arrays(pa.array(states.astype(np.int8)), self.labels)
        told = (" ; ".join(wrong[row]) if row in wrong else None for row in range(results.rows))
        return {**found, ERRORS: pa.array(told, pa.string())}

    def _values(self, name: str, results: Results, valued: NDArray[np.bool_], wrong: Wrong) -> pa.Array:
        values = results.values[name]
        kind = self.kinds[name] = self.kinds[name] or _kind(values)
        if kind not in PLAIN or values.dtype != PLAIN[kind]:
            return _each(name, kind, values.tolist(), valued.tolist(), wrong)
        if kind == "number":
            values, valued = self._in_unit(name, values, results.units[name], valued, wrong)
        return pa.array(values, TYPES[kind], mask=~valued)

    def _in_unit(
        self, name: str, values: NDArray[Any], unit: str | None, valued: NDArray[np.bool_], wrong: Wrong
    ) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """The whole column is in the first unit that was met: rows in one that does not convert are errors."""
        first = self.units.get(name)
        if first is None or unit is None or first == unit:
            self.units[name] = unit if first is None else first
            return values, valued
        try:
            return values * convert(1.0, parse_unit(unit), parse_unit(first)), valued
        except Incompatible:
            for row in np.flatnonzero(valued).tolist():
                wrong[row].append(f"this row is in « {unit} », its column in « {first} »")
            return values, np.zeros_like(valued)


def _wrong(results: Results) -> Wrong:
    """What is wrong by row, told once for all targets."""
    wrong: Wrong = defaultdict(list)
    for row, _, message in results.errors:
        wrong[row] += [message] if message not in wrong[row] else []
    return wrong


def _kind(values: NDArray[Any]) -> Kind:
    """The kind that all values have; texts can hold any."""
    if values.dtype != object:
        return "boolean" if values.dtype == np.bool_ else "number"
    types = {type(one) for one in values.tolist() if one is not None}
    return next((kind for kind, plain in PLAIN.items() if types == {plain}), "string")


def _each(name: str, kind: Kind, values: list[Any], valued: list[bool], wrong: Wrong) -> pa.Array:
    """Values of several kinds: in a column of texts they are texts, elsewhere those of another kind are errors."""
    cells = [value if there else None for value, there in zip(values, valued, strict=True)]
    if kind not in PLAIN:
        return pa.array((None if cell is None else _text(cell) for cell in cells), pa.string())
    for row, cell in enumerate(cells):
        if cell is not None and type(cell) is not PLAIN[kind]:
            wrong[row].append(f"« {name} » is « {_text(cell)} » here, in a column of another kind")
            cells[row] = None
    return pa.array(cells, TYPES[kind])


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    return number_text(cell) if isinstance(cell, float) else str(cell)
