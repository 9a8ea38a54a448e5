"""Cells: columns as they come → arrays that programs read, with what is not answered and what cannot be read."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from publicodes.specialising.instructions import Type
from publicodes.values.dates import normalised, ordinal

BOOLEANS: Mapping[Any, bool] = {"oui": True, "non": False, True: True, False: False, "true": True, "false": False}
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class Cells:
    """One column: its values, where there is none, and the rows that cannot be read with what is wrong in them."""

    values: NDArray[Any]
    empty: NDArray[np.bool_]
    wrong: list[tuple[int, str]] = field(default_factory=list)


def read_column(name: str, kind: Type, column: Any) -> Cells:
    """Read a column of any array type, or a list. None and NaN are not answered."""
    array = column if isinstance(column, np.ndarray) else np.asarray(column, dtype=_dtype(column))
    if kind == "number" and array.dtype.kind in "fiu":
        values = array.astype(np.float64, copy=False)
        return Cells(values, np.isnan(values))
    if kind == "boolean" and array.dtype == np.bool_:
        return Cells(array, np.zeros(len(array), dtype=bool))
    if kind == "date" and array.dtype.kind == "M":
        days = array.astype("datetime64[D]")
        return Cells(days.astype(np.float64) + EPOCH, np.isnat(days))
    return _each(name, kind, array)


def _dtype(column: Any) -> Any:
    """Lists keep their cells as they are: NumPy would turn a mixed one into texts."""
    return object if isinstance(column, Sequence) and not all(type(cell) in (int, float) for cell in column) else None


def _each(name: str, kind: Type, array: NDArray[Any]) -> Cells:
    read, filler, dtype = READERS[kind]
    values = np.full(len(array), filler, dtype=dtype)
    cells = Cells(values, np.zeros(len(array), dtype=bool))
    for row, cell in enumerate(array.tolist()):
        if cell is None or (isinstance(cell, float) and math.isnan(cell)):
            cells.empty[row] = True
            continue
        try:
            values[row] = read(cell)
        except (ValueError, KeyError, TypeError):
            cells.wrong.append((row, f"« {name} »: « {cell} » is not {NAMES[kind]}"))
    return cells


def _number(cell: Any) -> float:
    if isinstance(cell, bool):
        raise TypeError
    return float(cell)


def _boolean(cell: Any) -> bool:
    return BOOLEANS[cell.strip().lower() if isinstance(cell, str) else cell]


def _text(cell: Any) -> str:
    """The value of a choice, with or without the quotes an expression needs."""
    text = str(cell)
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


def _day(cell: Any) -> float:
    if isinstance(cell, datetime | date):
        return float(cell.toordinal())
    day = ordinal(cell) or ordinal(_french(cell))
    if day is None:
        raise ValueError(cell)
    return float(day)


def _french(cell: str) -> str:
    """`2024-12-31` → `31/12/2024`; `12/2024` → `01/12/2024`."""
    parts = cell.strip().split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else normalised(cell.strip())


READERS: dict[Type, tuple[Callable[[Any], Any], Any, Any]] = {
    "number": (_number, math.nan, np.float64),
    "boolean": (_boolean, False, np.bool_),
    "string": (_text, "", object),
    "date": (_day, 0.0, np.float64),
}
NAMES: dict[Type, str] = {"number": "a number", "boolean": "« oui » or « non »", "string": "a text", "date": "a date"}


def numbered(values: NDArray[Any], texts: dict[str, int]) -> NDArray[np.int64]:
    """Texts as numbers: those a program compares with, then those met here, which are added to `texts`."""
    cells = values.tolist()
    return np.fromiter((texts.setdefault(one, len(texts)) for one in cells), dtype=np.int64, count=len(cells))
