"""Results: what a program gives, column by column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from publicodes.values.states import State

STATES: tuple[State | str, ...] = ("value", "not-applicable", "undefined", "error")
VALUE, NOT_APPLICABLE, UNDEFINED, ERROR = range(4)


class RowError(NamedTuple):
    """What is wrong with one target in one row (counted from 0)."""

    row: int
    target: str
    message: str


@dataclass(slots=True)
class Results:
    """Columns of one length, by target.

    `values`: doubles, booleans, or objects for texts (dates as `31/12/2024`); where there is no value, NaN, False or
    None. `states`: 0 a value, 1 not applicable, 2 undefined, 3 an error. `units`: the text of the unit of the whole
    column, None without unit. `walked` counts the rows that were handed to the walker.
    """

    rows: int
    values: dict[str, NDArray[Any]] = field(default_factory=dict)
    states: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    units: dict[str, str | None] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    walked: int = 0
