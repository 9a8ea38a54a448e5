"""Columns: the results of a batch as the columns that are written after those of the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from publicodes.engine import Engine
from publicodes.results import STATES, VALUE, Results
from publicodes.values.formatting import number_text
from publicodes.values.states import Kind
from publicodes.values.units import Incompatible, convert, parse_unit

if TYPE_CHECKING:
    import pyarrow as pa

ERRORS = "erreur"
STATE = "{} (état)"
LABELS = dict(zip(STATES, ("valeur", "non applicable", "non défini", "erreur"), strict=True))


class Outputs:
    """The columns that are added to a table: the same, of the same types and units, from batch to batch."""

    def __init__(self, engine: Engine, targets: Sequence[str], *, states: bool) -> None:
        self.targets, self.states = tuple(dict.fromkeys(targets)), states
        self.kinds: dict[str, Kind | None] = {
            name: engine.rules[name].kind if name in engine.rules else None for name in self.targets
        }
        self.units: dict[str, str | None] = {}

    @property
    def names(self) -> list[str]:
        state = [STATE.format(name) for name in self.targets if self.states]
        return [*self.targets, *state, ERRORS]

    def added(self, batch: pa.RecordBatch, results: Results) -> pa.RecordBatch:
        """The batch with its results."""
        import pyarrow as pa

        told = defaultdict[int, list[str]](list)
        for row, _, message in results.errors:
            told[row] += [message] if message not in told[row] else []
        values = [self._values(name, results, told) for name in self.targets]
        states = [_states(results.states[name]) for name in self.targets if self.states]
        errors = pa.array((" ; ".join(told[row]) if row in told else None for row in range(results.rows)), pa.string())
        return pa.RecordBatch.from_arrays(
            [*batch.columns, *values, *states, errors], names=[*batch.schema.names, *self.names]
        )

    def _values(self, name: str, results: Results, told: dict[int, list[str]]) -> pa.Array:
        """Null where there is no value."""
        import pyarrow as pa

        values, valued = results.values[name], results.states[name] == VALUE
        if self.kinds[name] is None:
            self.kinds[name] = _kind(values)
        if self.kinds[name] == "number" and values.dtype != object:
            numbers = self._in_unit(name, np.asarray(values, dtype=np.float64), results.units[name])
            return pa.array(numbers, pa.float64(), mask=~valued)
        if self.kinds[name] == "boolean" and values.dtype == np.bool_:
            return pa.array(values, pa.bool_(), mask=~valued)
        return self._each(name, values.tolist(), valued.tolist(), told)

    def _in_unit(self, name: str, values: NDArray[np.float64], unit: str | None) -> NDArray[np.float64]:
        """The whole column is in the first unit that was met."""
        first = self.units.get(name)
        if first is None or unit is None or first == unit:
            self.units[name] = first if first is not None else unit
            return values
        try:
            return values * convert(1.0, parse_unit(unit), parse_unit(first))
        except Incompatible:
            return values

    def _each(self, name: str, values: list[Any], valued: list[bool], told: dict[int, list[str]]) -> pa.Array:
        """Values of several kinds: in a column of texts they are texts, elsewhere those of another kind are errors."""
        import pyarrow as pa

        kind = self.kinds[name]
        types = {"number": pa.float64(), "boolean": pa.bool_()}
        cells: list[Any] = [value if there else None for value, there in zip(values, valued, strict=True)]
        if kind not in types:
            return pa.array((None if cell is None else _text(cell) for cell in cells), pa.string())
        fits = bool if kind == "boolean" else float
        for row, cell in enumerate(cells):
            if cell is not None and type(cell) is not fits:
                told[row].append(f"« {name} » is « {_text(cell)} » here, in a column of another kind")
                cells[row] = None
        return pa.array(cells, types[kind])


def _kind(values: NDArray[Any]) -> Kind:
    return "boolean" if values.dtype == np.bool_ else "string" if values.dtype == object else "number"


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    return number_text(cell) if isinstance(cell, float) else str(cell)


def _states(states: NDArray[np.uint8]) -> pa.Array:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(states.astype(np.int8)), pa.array(list(LABELS.values())))
