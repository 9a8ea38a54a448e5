"""Equations: inversions and circular references solved for all rows of a block at once, as `values.roots` does.

Rows take the same steps as one row alone would; those that are done leave the block.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from publicodes.values.roots import PRECISE
from publicodes.walking.solving import CLOSE, CONVERGED

Floats: TypeAlias = NDArray[np.float64]
Masks: TypeAlias = NDArray[np.bool_]
Function: TypeAlias = Callable[..., tuple[Any, Any, Any]]
Bracket: TypeAlias = tuple[Floats, Floats]
CROWDED = 0.8
"""The share of unsolved rows under which the others are dropped from the block."""


@dataclass(slots=True)
class Trial:
    """The function of the unknown on the rows still at work, with what it reads and the value wanted."""

    function: Function
    read: list[Any]
    wanted: Floats | None
    lost: Masks

    def __call__(self, x: Floats) -> Floats:
        """Its value less the wanted one; NaN where it is not defined. Rows to be walked are lost."""
        value, defined, walked = self.function(x, *self.read)
        if walked is not False:
            self.lost = self.lost | walked
        less: Floats = value - (x if self.wanted is None else self.wanted)
        return less if defined is True else np.where(defined, less, np.nan)

    def keep(self, rows: Masks) -> None:
        self.read = [one[rows] if isinstance(one, np.ndarray) else one for one in self.read]
        self.wanted = None if self.wanted is None else self.wanted[rows]
        self.lost = self.lost[rows]


@dataclass(slots=True)
class Rows:
    """Where each row stands: the last two points, the point across the root, and the best acceptable one."""

    index: NDArray[np.intp]
    before_x: Floats
    before_y: Floats
    best_x: Floats
    best_y: Floats
    across_x: Floats
    across_y: Floats
    found: Floats

    def keep(self, rows: Masks) -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name)[rows])


def solve(
    function: Function, read: Sequence[Any], wanted: Any, low: float, high: float, n: int
) -> tuple[Floats, Masks, Masks]:
    """The roots, where they are good, and the rows to be walked (`wanted` None: fixed points)."""
    with np.errstate(all="ignore"):
        target = None if wanted is None else np.array(np.broadcast_to(wanted, n), dtype=np.float64)
        trial = Trial(function, list(read), target, np.zeros(n, dtype=bool))
        bracket, stopped = _fixed(trial, low, high, n) if target is None else _bracketed(trial, target, low, high)
        at_start = trial.lost
        roots, lost = _brent(trial, *bracket, 2.0 if target is None else 1.0)
        lost = np.where(stopped, at_start, lost)
        good = ~lost & ~stopped & ~np.isnan(roots)
        if target is not None:
            good &= (roots == 0) | ((roots >= low) & (roots <= high))
        return roots, good, lost


def _fixed(trial: Trial, low: float, high: float, n: int) -> tuple[Bracket, Any]:
    """The bracket of a fixed point; a row undefined at 1 has none."""
    _, defined, walked = trial.function(np.ones(n), *trial.read)
    trial.lost = trial.lost | walked
    return (np.full(n, low), np.full(n, high)), np.logical_not(defined)


def _bracketed(trial: Trial, wanted: Floats, low: float, high: float) -> tuple[Bracket, Any]:
    """Two first guesses and the bracket they allow (SPEC §15); a row undefined at both has none."""
    first = wanted.copy()
    one = trial(first)
    scaled = first * wanted * np.where(one > 0, 0.9, 1.2)
    second = np.where(np.isnan(one), 2000.0, scaled / (one + wanted))
    two = trial(second)
    ends = _end(first, one, second, two, low), _end(first, -one, second, -two, high)
    return ends, np.isnan(one) & np.isnan(two)


def _end(first: Floats, one: Floats, second: Floats, two: Floats, bound: float) -> Floats:
    found: Floats = np.where((one < 0) & ((one > two) | (two > 0)), first, bound)
    return np.where((two < 0) & ((two > one) | (one > 0)), second, found)


def _brent(trial: Trial, low: Floats, high: Floats, acceptable: float) -> tuple[Floats, Masks]:
    n = len(low)
    roots, lost = np.full(n, np.nan), np.zeros(n, dtype=bool)
    at_low, at_high = trial(low), trial(high)
    rows = Rows(np.arange(n), low, at_low, high, at_high, low, at_low, np.full(n, np.nan))
    for _ in range(CONVERGED):
        span = rows.best_x - rows.before_x
        _reorder(rows)
        narrow = PRECISE * np.abs(rows.best_x) + CLOSE / 2
        half = (rows.across_x - rows.best_x) / 2
        size = np.abs(rows.best_y)
        done = (np.abs(half) <= narrow) | (rows.best_y == 0) | (size < CLOSE) | trial.lost
        if done.any():
            roots[rows.index[done]], lost[rows.index[done]] = rows.best_x[done], trial.lost[done]
            left = ~done
            if not left.any():
                return roots, lost
            if left.mean() < CROWDED:
                rows.keep(left)
                trial.keep(left)
                span, narrow, size, done = span[left], narrow[left], size[left], done[left]
        rows.found = np.where(size < acceptable, rows.best_x, rows.found)
        _advance(rows, trial, span, narrow)
    left = np.isnan(roots[rows.index])
    last = np.where(np.abs(rows.best_y) < acceptable, rows.best_x, rows.found)
    roots[rows.index[left]], lost[rows.index[left]] = last[left], trial.lost[left]
    return roots, lost


def _reorder(rows: Rows) -> None:
    """The point across becomes the best when it is nearer to the root."""
    swap = np.abs(rows.across_y) < np.abs(rows.best_y)
    best_x, best_y = rows.best_x, rows.best_y
    rows.before_x, rows.before_y = np.where(swap, best_x, rows.before_x), np.where(swap, best_y, rows.before_y)
    rows.best_x, rows.best_y = np.where(swap, rows.across_x, best_x), np.where(swap, rows.across_y, best_y)
    rows.across_x, rows.across_y = np.where(swap, best_x, rows.across_x), np.where(swap, best_y, rows.across_y)


def _advance(rows: Rows, trial: Trial, span: Floats, narrow: Floats) -> None:
    """One step: interpolated when it is short enough, else half of the bracket; never shorter than `narrow`."""
    gap = rows.across_x - rows.best_x
    over, under = _interpolated(rows, gap)
    short = (np.abs(span) >= narrow) & (np.abs(rows.before_y) > np.abs(rows.best_y))
    short &= (over < 0.75 * gap * under - np.abs(narrow * under) / 2) & (over < np.abs(span * under / 2))
    step = np.where(short, over / under, gap / 2)
    step = np.where(np.abs(step) >= narrow, step, np.where(step > 0, narrow, -narrow))
    x = rows.best_x + step
    y = trial(x)
    rows.before_x, rows.before_y = rows.best_x, rows.best_y
    same = ((y > 0) & (rows.across_y > 0)) | ((y < 0) & (rows.across_y < 0))
    rows.across_x = np.where(same, rows.before_x, rows.across_x)
    rows.across_y = np.where(same, rows.before_y, rows.across_y)
    rows.best_x, rows.best_y = x, y


def _interpolated(rows: Rows, gap: Floats) -> tuple[Floats, Floats]:
    ratio = rows.best_y / rows.before_y
    fall, rise = rows.before_y / rows.across_y, rows.best_y / rows.across_y
    secant = rows.before_x == rows.across_x
    over = np.where(
        secant, gap * ratio, ratio * (gap * fall * (fall - rise) - (rows.best_x - rows.before_x) * (rise - 1))
    )
    under = np.where(secant, 1 - ratio, (fall - 1) * (rise - 1) * (ratio - 1))
    return np.abs(over), np.where(over > 0, -under, under)
