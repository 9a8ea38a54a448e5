"""Runtime: what printed programs call, on columns and on single values."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from publicodes.values.dates import difference
from publicodes.values.roots import Accuracy, brent
from publicodes.walking.operators import divide, power
from publicodes.walking.operators import whole as whole_number
from publicodes.walking.quantities import NUDGE, natural
from publicodes.walking.quantities import rounded as rounded_number
from publicodes.walking.solving import CLOSE, CONVERGED, bracketed

Floats: TypeAlias = NDArray[np.float64]
Masks: TypeAlias = NDArray[np.bool_]
ACCEPTABLE = 1.0


def floats(mask: Any) -> Floats:
    return np.asarray(mask, dtype=np.float64)


def rounded(values: Any, places: float) -> Floats:
    scale = 10.0**places
    found: Floats = np.floor((values + NUDGE) * scale + 0.5) / scale
    return found


def whole(left: Any, right: Any) -> Floats:
    """Division truncated toward zero."""
    found: Floats = (left - np.fmod(left, right)) / right
    return found


def elapsed(start: Any, end: Any, unit: str) -> Floats:
    """The time between days, never below 0."""
    if unit == "jour":
        days: Floats = np.maximum(0.0, np.subtract(end, start))
        return days
    each = np.frompyfunc(lambda one, two: elapsed_one(one, two, unit), 2, 1)
    return np.asarray(each(start, end), dtype=np.float64)


def elapsed_one(start: float, end: float, unit: str) -> float:
    return max(0.0, difference(int(start), int(end), unit))


def solve_one(
    function: Callable[[float], tuple[Any, bool, bool]], wanted: float | None, low: float, high: float
) -> tuple[float, bool, bool]:
    """The root of one equation, whether it is good, whether the row must be walked (`wanted` None: a fixed point)."""
    lost = False

    def trial(x: float) -> float | None:
        nonlocal lost
        value, defined, walked = function(x)
        lost = lost or bool(walked)
        return float(value) if defined else None

    root = _circular(trial, low, high) if wanted is None else _inverted(trial, wanted, low, high)
    return (math.nan, False, lost) if root is None or lost else (root, True, False)


def _inverted(trial: Callable[[float], float | None], wanted: float, low: float, high: float) -> float | None:
    bracket = bracketed(trial, wanted, low, high)
    root = (
        None
        if bracket is None
        else brent(lambda x: _less(trial(x), wanted), *bracket, Accuracy(CLOSE, CONVERGED, ACCEPTABLE))
    )
    return root if root is not None and (root == 0 or low <= root <= high) else None


def _circular(trial: Callable[[float], float | None], low: float, high: float) -> float | None:
    if trial(1.0) is None:
        return None
    return brent(lambda x: _less(trial(x), x), low, high, Accuracy(CLOSE, CONVERGED, 2.0))


def _less(value: float | None, wanted: float) -> float:
    return math.nan if value is None else value - wanted


SCALARS: dict[str, Any] = {
    "divide": divide,
    "power": power,
    "whole": whole_number,
    "rounded": rounded_number,
    "natural": natural,
    "elapsed": elapsed_one,
    "solve": solve_one,
    "nan": math.nan,
    "inf": math.inf,
}
