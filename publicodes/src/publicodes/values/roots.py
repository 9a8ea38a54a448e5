"""Roots: where a function is zero in a bracket, by Brent's method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

PRECISE: Final = 1e-15


class Accuracy(NamedTuple):
    """When to stop: the error allowed, the number of steps and, once they are spent, the error put up with."""

    tolerance: float
    iterations: int
    acceptable: float


class Point(NamedTuple):
    """A place and the function's value there."""

    x: float
    y: float


def brent(function: Callable[[float], float], low: float, high: float, accuracy: Accuracy) -> float | None:
    """A root between `low` and `high`, or where the bracket closes; None when the steps are spent before.

    The function may give NaN where it has no value.
    """
    before, best = Point(low, function(low)), Point(high, function(high))
    across, found = before, None
    for _ in range(accuracy.iterations):
        span = best.x - before.x
        if abs(across.y) < abs(best.y):
            before, best, across = best, across, best
        narrow = PRECISE * abs(best.x) + accuracy.tolerance / 2
        half = (across.x - best.x) / 2
        if abs(half) <= narrow or best.y == 0 or abs(best.y) < accuracy.tolerance:
            return best.x
        if abs(best.y) < accuracy.acceptable:
            found = best.x
        x = best.x + _step(before, best, across, span, narrow)
        before, best = best, Point(x, function(x))
        if best.y > 0 < across.y or best.y < 0 > across.y:
            across = before
    return best.x if abs(best.y) < accuracy.acceptable else found


def _step(before: Point, best: Point, across: Point, span: float, narrow: float) -> float:
    """The interpolated step when it is short enough, else half of the bracket; never shorter than `narrow`."""
    step = (across.x - best.x) / 2
    if abs(span) >= narrow and abs(before.y) > abs(best.y):
        over, under = _interpolated(before, best, across)
        if over < 0.75 * (across.x - best.x) * under - abs(narrow * under) / 2 and over < abs(span * under / 2):
            step = over / under
    if abs(step) >= narrow:
        return step
    return narrow if step > 0 else -narrow


def _interpolated(before: Point, best: Point, across: Point) -> tuple[float, float]:
    """The interpolated step as a quotient whose numerator is not negative."""
    gap, ratio = across.x - best.x, best.y / before.y
    if before.x == across.x:
        over, under = gap * ratio, 1 - ratio
    else:
        fall, rise = before.y / across.y, best.y / across.y
        over = ratio * (gap * fall * (fall - rise) - (best.x - before.x) * (rise - 1))
        under = (fall - 1) * (rise - 1) * (ratio - 1)
    return (over, -under) if over > 0 else (-over, under)
