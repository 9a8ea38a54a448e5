"""Batches: Arrow record batches in and out of a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from publicodes.emitting.cells import Encoded
from publicodes.emitting.printing import Column
from publicodes.results import STATES, VALUE, Results

ERRORS = "erreur"


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


def record_batch(results: Results) -> pa.RecordBatch:
    """A column per target (null where there is no value), its state beside it, and what is wrong in each row."""
    columns: dict[str, pa.Array] = {}
    for name, values in results.values.items():
        states = results.states[name]
        columns[name] = pa.array(_plain(values), mask=states != VALUE)
        columns[f"{name} (état)"] = pa.DictionaryArray.from_arrays(pa.array(states), pa.array(STATES))
    columns[ERRORS] = _errors(results)
    return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))


def _plain(values: np.ndarray[Any, Any]) -> Any:
    """Values of several types in one column are written as texts."""
    if values.dtype != object:
        return values
    types = {type(one) for one in values.tolist() if one is not None}
    return (
        values
        if len(types) < 2
        else np.array([None if one is None else str(one) for one in values.tolist()], dtype=object)
    )


def _errors(results: Results) -> pa.Array:
    told: dict[int, list[str]] = defaultdict(list)
    for row, _, message in results.errors:
        if message not in told[row]:
            told[row].append(message)
    return pa.array([" ; ".join(told[row]) if row in told else None for row in range(results.rows)], type=pa.string())
