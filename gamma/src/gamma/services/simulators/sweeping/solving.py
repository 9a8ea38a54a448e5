"""Solving: which values of one input give the wanted values of a figure, for a whole column at once.

A rule that is found by inversion is slow to sweep: each value is a search of its own. Here one search serves them all.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Function = Callable[[Column], Column]

GRID, ROUNDS, DOUBLINGS = 1025, 12, 4
EXACT, NEAR = 0.001, 1.0  # euros: when to stop; beyond the second, the value is not reached


def solved(function: Function, wanted: Column, reach: float) -> Column:
    """The smallest inputs, from 0 on, for which `function` is worth `wanted`; NaN where it jumps over the value.

    `reach` is how far to look at first; it is doubled while the highest wanted value is not met.
    """
    grid = np.linspace(0.0, reach, GRID)
    values = function(grid)
    for _doubling in range(DOUBLINGS):
        if np.nanmax(values, initial=-np.inf) >= wanted.max():
            break
        grid = grid * 2
        values = function(grid)
    return _refined(function, wanted, *_bracketed(grid, values, wanted))


def _bracketed(grid: Column, values: Column, wanted: Column) -> tuple[Column, Column, Column, Column]:
    """For each wanted value the first step of the grid that crosses it, and the values at both ends; NaN without."""
    low, high = np.minimum(values[:-1], values[1:]), np.maximum(values[:-1], values[1:])
    inside = (low <= wanted[:, None]) & (wanted[:, None] <= high)
    first = inside.argmax(axis=1)
    ends = [np.where(inside.any(axis=1), found, np.nan) for found in (grid[first], grid[first + 1])]
    return ends[0], ends[1], values[first], values[first + 1]


def _refined(function: Function, wanted: Column, left: Column, right: Column, below: Column, above: Column) -> Column:
    """Narrow the brackets by straight lines and halves in turn: figures are straight between two thresholds."""
    best, gap = left, np.where(np.isnan(left), np.inf, np.abs(below - wanted))
    for rank in range(ROUNDS):
        width = np.where(above == below, 1.0, above - below)
        share = (wanted - below) / width if rank % 2 == 0 else np.full_like(wanted, 0.5)
        middle = left + share * (right - left)
        value = function(middle)
        nearer = np.abs(value - wanted) < gap
        best, gap = np.where(nearer, middle, best), np.where(nearer, np.abs(value - wanted), gap)
        if np.all((gap <= EXACT) | np.isnan(left)):
            break
        first = (value - wanted) * (below - wanted) <= 0
        right, above = np.where(first, middle, right), np.where(first, value, above)
        left, below = np.where(first, left, middle), np.where(first, below, value)
    return np.where(gap <= NEAR, best, np.nan)
