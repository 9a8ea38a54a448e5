"""Cells: columns as they come → arrays that programs read, with what is not answered and what cannot be read."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from types import NoneType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from publicodes.specialising.instructions import Type
from publicodes.values.dates import normalised, ordinal

BOOLEANS: Mapping[Any, bool] = {"oui": True, "non": False, True: True, False: False, "true": True, "false": False}
EPOCH = date(1970, 1, 1).toordinal()
SHOWN: Final = 60
"""Characters of a cell that a message tells."""

NUMBERS: Final = {int, float, NoneType}
TEXTS: Final = {str, NoneType}


@dataclass(slots=True)
class Cells:
    """One column: its values, where there is none, and the rows that cannot be read with what is wrong in them.

    Texts are told by their places in `distinct`, which may hold a text twice.
    """

    values: NDArray[Any]
    empty: NDArray[np.bool_]
    wrong: list[tuple[int, str]] = field(default_factory=list)
    distinct: list[str] | None = None

    def at(self, row: int) -> Any:
        """The value of one row, as Python has it."""
        value = self.values[row].item()
        return value if self.distinct is None else self.distinct[value]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A column told by its distinct cells and, for every row, the place of its own among them."""

    places: NDArray[np.int32]
    distinct: Sequence[Any]


def read_column(name: str, kind: Type, column: Any) -> Cells:
    """Read a column of any array type, or a list. None and NaN are not answered."""
    if isinstance(column, Encoded):
        return _spread(name, kind, column)
    array = column if isinstance(column, np.ndarray) else np.asarray(column, dtype=_dtype(column))
    if kind == "number" and array.dtype.kind in "fiu":
        values = array.astype(np.float64, copy=False)
        return Cells(values, np.isnan(values))
    if kind == "boolean" and array.dtype == np.bool_:
        return Cells(array, np.zeros(len(array), dtype=bool))
    if kind == "date" and array.dtype.kind == "M":
        days = array.astype("datetime64[D]")
        return Cells(days.astype(np.float64) + EPOCH, np.isnat(days))
    cells = array.tolist()
    if kind == "number" and NUMBERS.issuperset(map(type, cells)):
        with suppress(OverflowError):
            values = np.array(cells, dtype=np.float64)
            return Cells(values, np.isnan(values))
    return _spread(name, kind, _encoded(cells))


def _dtype(column: Any) -> Any:
    """Lists keep their cells as they are: NumPy would turn a mixed one into texts."""
    return object if isinstance(column, Sequence) and not all(type(cell) in (int, float) for cell in column) else None


def _encoded(cells: list[Any]) -> Encoded:
    """Cells that are equal are read once, when they are the same."""
    places: dict[Any, int] = {}
    with suppress(TypeError):
        places = {cell: place for place, cell in enumerate(dict.fromkeys(cells))}
    if not places or not _same(cells, places):
        return Encoded(np.arange(len(cells), dtype=np.int32), cells)
    return Encoded(np.fromiter(map(places.__getitem__, cells), np.int32, len(cells)), list(places))


def _same(cells: list[Any], distinct: dict[Any, int]) -> bool:
    """Whether cells that are equal are the same: 1, 1.0 and True are not, nor the two zeros."""
    if TEXTS.issuperset(map(type, distinct)):
        return True
    others = set(map(type, cells)) - TEXTS
    return len(others) == 1 and (float not in others or 0.0 not in distinct)


def _spread(name: str, kind: Type, column: Encoded) -> Cells:
    read, places = _each(name, kind, column.distinct), column.places
    wrong = [(row, message) for place, message in read.wrong for row in np.flatnonzero(places == place).tolist()]
    values = places if read.distinct is not None else read.values[places]
    return Cells(values, read.empty[places], wrong, read.distinct)


def _each(name: str, kind: Type, told: Sequence[Any]) -> Cells:
    values, empty, wrong = [FILLERS[kind]] * len(told), np.zeros(len(told), dtype=bool), []
    for row, cell in enumerate(told):
        if cell is None or (isinstance(cell, float) and math.isnan(cell)):
            empty[row] = True
            continue
        try:
            values[row] = read_cell(name, kind, cell)
        except ValueError as error:
            wrong.append((row, str(error)))
    if kind == "string":
        return Cells(np.arange(len(told), dtype=np.int32), empty, wrong, values)
    return Cells(np.array(values, dtype=np.bool_ if kind == "boolean" else np.float64), empty, wrong)


def read_cell(name: str, kind: Type, cell: Any) -> Any:
    """One cell that is answered: a double, a boolean, a text or, for a date, its ordinal. Raises ValueError."""
    try:
        return READERS[kind](cell)
    except (ValueError, KeyError, TypeError, OverflowError):
        raise ValueError(f"« {name} »: « {str(cell)[:SHOWN]} » is not {NAMES[kind]}") from None


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


READERS: dict[Type, Callable[[Any], Any]] = {"number": _number, "boolean": _boolean, "string": _text, "date": _day}
FILLERS: dict[Type, Any] = {"number": math.nan, "boolean": False, "string": "", "date": 0.0}
NAMES: dict[Type, str] = {"number": "a number", "boolean": "« oui » or « non »", "string": "a text", "date": "a date"}


def numbered(values: Iterable[str], texts: dict[str, int]) -> NDArray[np.int32]:
    """Texts as numbers: those a program compares with, then those met here, which are added to `texts`."""
    return np.array([texts.setdefault(one, len(texts)) for one in values], dtype=np.int32)
