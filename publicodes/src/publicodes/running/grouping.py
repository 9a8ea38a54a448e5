"""Grouping: rows that answer alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from publicodes.emitting.cells import Cells, numbered
from publicodes.emitting.printing import Column
from publicodes.running.means import Answered, Known, plain

Rows: TypeAlias = NDArray[np.intp]
Codes: TypeAlias = NDArray[np.intp]


def by_answered(cells: Mapping[str, Cells], rows: int) -> list[tuple[Answered, Rows]]:
    """The rows that answer the same inputs, the most of them first."""
    partial = {name: one.empty for name, one in cells.items() if one.empty.any()}
    always = frozenset(cells) - frozenset(partial)
    groups = alike((empty.astype(np.intp) for empty in partial.values()), np.arange(rows))
    return [
        (always.union(name for name, empty in partial.items() if len(group) and not empty[group[0]]), group)
        for group in groups
    ]


def by_known(inputs: Iterable[Column], cells: Mapping[str, Cells], rows: Rows, least: int) -> list[tuple[Known, Rows]]:
    """The rows that choose alike in all that is no number, the most of them first. What takes so many values that
    fewer than `least` rows would share one is left out."""
    codes = {one: _codes(cells[one.name], rows) for one in inputs if one.type != "number"}
    chosen = {one: found for one, found in codes.items() if len(np.unique(found)) * least <= len(rows)}
    return [
        (tuple((one.name, plain(one, cells[one.name].at(int(rows[group[0]])))) for one in chosen), rows[group])
        for group in alike(chosen.values(), np.arange(len(rows)))
    ]


def _codes(cells: Cells, rows: Rows) -> Codes:
    """Numbers from 0 that tell the values of rows from one another."""
    values = cells.values[rows]
    if cells.distinct is None:
        return np.unique(values, return_inverse=True)[1].ravel()
    places, which = np.unique(values, return_inverse=True)
    return numbered([cells.distinct[place] for place in places.tolist()], {}).astype(np.intp)[which.ravel()]


def alike(columns: Iterable[Codes], rows: Rows) -> list[Rows]:
    """Rows that have the same number in every column, the most of them first; all of them when there is no column.

    Columns are merged one by one: side by side they would take the memory of the whole table.
    """
    which = np.zeros(len(rows), dtype=np.intp)
    for codes in columns:
        if len(codes) and codes.any():
            which = np.unique(which * (int(codes.max()) + 1) + codes, return_inverse=True)[1].ravel()
    if not which.any():
        return [rows]
    order = np.argsort(which, kind="stable")
    groups = np.split(rows[order], np.flatnonzero(np.diff(which[order])) + 1)
    return sorted(groups, key=len, reverse=True)
