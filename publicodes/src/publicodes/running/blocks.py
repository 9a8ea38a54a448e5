"""Blocks: a printing over some rows, some thousands at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from publicodes.emitting.cells import Cells, numbered
from publicodes.emitting.printing import PER_TARGET, Column, Printed
from publicodes.running.grouping import Rows

BLOCK = 8192
"""Rows computed together: their columns stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a printing gives of one target, row by row or, where all rows agree, once; texts by their numbers."""

    target: Column
    value: Any
    absent: Any
    undefined: Any
    walked: Any


def run(
    printed: Printed, cells: Mapping[str, Cells], rows: Rows | slice, count: int
) -> tuple[list[Answers], list[str]]:
    """The answers of each target in `count` rows, and the texts that have numbers."""
    texts = dict(printed.texts)
    inputs = [taken(cells[one.name], rows, texts) for one in printed.inputs]
    columns: list[Any] = []
    for start, parts in _blocks(printed, inputs, count):
        columns = columns or [_room(part, count) for part in parts]
        for column, part in zip(columns, parts, strict=True):
            if isinstance(column, np.ndarray):
                column[start : start + BLOCK] = part
    return [
        Answers(target, *columns[index * PER_TARGET :][:PER_TARGET]) for index, target in enumerate(printed.targets)
    ], list(texts)


def taken(cells: Cells, rows: Rows | slice, texts: dict[str, int]) -> NDArray[Any]:
    """An input as printings read it; the texts of few rows are looked up among those of all."""
    values: NDArray[Any] = cells.values[rows]
    if cells.distinct is None:
        return values
    if isinstance(rows, slice):
        numbers: NDArray[Any] = numbered(cells.distinct, texts)[values]
        return numbers
    places, which = np.unique(values, return_inverse=True)
    return numbered([cells.distinct[place] for place in places.tolist()], texts)[which.ravel()]


def _blocks(printed: Printed, inputs: Sequence[NDArray[Any]], count: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The results of each block, after the row where it starts. No rows are a block too."""
    for start in range(0, max(count, 1), BLOCK):
        stop = min(start + BLOCK, count)
        with np.errstate(all="ignore"):
            yield start, printed.run(stop - start, *(one[start:stop] for one in inputs))


def _room(part: Any, count: int) -> Any:
    """A column for a result; the result itself when it is the same in every row."""
    return np.empty(count, dtype=part.dtype) if np.ndim(part) else part
