"""Showing: the values of a printing as users read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from publicodes.results import NOT_APPLICABLE, UNDEFINED, VALUE
from publicodes.running.blocks import Answers
from publicodes.values.dates import text as date_text

NOTHING = {"f": np.nan, "b": False}
"""What stands where there is no value, by the kind of a column; None in any other."""

CODES = np.arange(3, dtype=np.uint8)
"""The codes of states, as narrow as their columns."""


def states(answers: Answers, count: int) -> NDArray[np.uint8]:
    """The state of each row; of rows to be walked, anything."""
    found = np.zeros(count, dtype=np.uint8)
    absent, undefined = answers.absent, answers.undefined
    if absent is not False or undefined is not False:
        found[:] = np.where(absent, CODES[NOT_APPLICABLE], np.where(undefined, CODES[UNDEFINED], CODES[VALUE]))
    return found


def shown(answers: Answers, texts: Sequence[str], gone: NDArray[np.bool_]) -> NDArray[Any]:
    """The value of each row: texts and dates as such, nothing in the rows that are `gone`."""
    value: NDArray[Any] = np.full(len(gone), answers.value) if np.ndim(answers.value) == 0 else answers.value
    if answers.target.type == "string":
        return _texts(texts, value, gone)
    if answers.target.type == "date":
        return _dates(value, gone)
    if gone.any():
        value = value.copy()
        value[gone] = NOTHING.get(value.dtype.kind)
    return value


def _texts(texts: Sequence[str], value: NDArray[Any], gone: NDArray[np.bool_]) -> NDArray[Any]:
    known = np.array(texts, dtype=object)
    found = known[value.astype(np.int64)] if value.dtype.kind in "iuf" else value.astype(object)
    found[gone] = None
    return found


def _dates(value: NDArray[Any], gone: NDArray[np.bool_]) -> NDArray[Any]:
    found = np.full(len(value), None, dtype=object)
    for row in np.flatnonzero(~gone).tolist():
        found[row] = date_text(int(value[row]))
    return found
