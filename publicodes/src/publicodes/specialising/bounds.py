"""Bounds: between which numbers an instruction lies, when it is not NaN, and the comparisons that this decides."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from publicodes.specialising.instructions import Instruction

Bounds: TypeAlias = tuple[float, float]
ANY: Final[Bounds] = (-math.inf, math.inf)
AT_LEAST_ZERO: Final[Bounds] = (0.0, math.inf)
BELOW = {"lt": True, "le": True, "gt": False, "ge": False}
"""Whether a comparison says that its left side is below the right one."""


def bounds(arg: Any) -> Bounds:
    if arg.__class__ is float:
        return ANY if arg != arg else (arg, arg)
    found: Bounds = getattr(arg, "bounds", ANY)
    return found


def found_bounds(op: str, args: tuple[Any, ...]) -> Bounds:
    """The bounds of an operation. Rounding of doubles keeps the order, so they are exact."""
    if op == "select":
        return _select(*args)
    read = OPERATIONS.get(op)
    return ANY if read is None else read(*args)


def never(op: str, left: Any, right: Any) -> bool:
    """Whether a comparison holds for no value. None can be said to hold always: NaN compares with nothing."""
    if op not in COMPARED:
        return False
    return COMPARED[op](bounds(left), bounds(right))


COMPARED: dict[str, Callable[[Bounds, Bounds], bool]] = {
    "lt": lambda left, right: left[0] >= right[1],
    "le": lambda left, right: left[0] > right[1],
    "gt": lambda left, right: left[1] <= right[0],
    "ge": lambda left, right: left[1] < right[0],
    "eq": lambda left, right: left[0] > right[1] or left[1] < right[0],
}


def _add(left: Any, right: Any) -> Bounds:
    (low, high), (other_low, other_high) = bounds(left), bounds(right)
    return _ordered(low + other_low, high + other_high)


def _sub(left: Any, right: Any) -> Bounds:
    (low, high), (other_low, other_high) = bounds(left), bounds(right)
    return _ordered(low - other_high, high - other_low)


def _ordered(low: float, high: float) -> Bounds:
    """Infinities of opposite signs bound nothing."""
    return -math.inf if low != low else low, math.inf if high != high else high


def _mul(left: Any, right: Any) -> Bounds:
    corners = [one * other for one in bounds(left) for other in bounds(right)]
    return _corners(corners)


def _div(left: Any, right: Any) -> Bounds:
    low, high = bounds(right)
    if low <= 0 <= high:
        return ANY
    return _corners([one / other for one in bounds(left) for other in (low, high)])


def _corners(corners: list[float]) -> Bounds:
    """Zero times infinity is NaN, next to zero."""
    known = [0.0 if one != one else one for one in corners]
    return min(known), max(known)


def _min(left: Any, right: Any) -> Bounds:
    """The other side of NaN may come out: only what is constant bounds from above."""
    (low, high), (other_low, other_high) = bounds(left), bounds(right)
    fixed = [one for one in (left, right) if one.__class__ is float and one == one]
    return min(low, other_low), min(fixed, default=max(high, other_high))


def _max(left: Any, right: Any) -> Bounds:
    (low, high), (other_low, other_high) = bounds(left), bounds(right)
    fixed = [one for one in (left, right) if one.__class__ is float and one == one]
    return max(fixed, default=min(low, other_low)), max(high, other_high)


def _round(value: Any, _: Any) -> Bounds:
    return AT_LEAST_ZERO if bounds(value)[0] >= 0 else ANY


def _select(mask: Any, then: Any, otherwise: Any) -> Bounds:
    low, high = _knowing(then, mask, True)
    other_low, other_high = _knowing(otherwise, mask, False)
    return min(low, other_low), max(high, other_high)


def _knowing(arg: Any, mask: Instruction, holds: bool) -> Bounds:
    """The bounds of a value where it was compared with a constant."""
    low, high = bounds(arg)
    if mask.op not in BELOW:
        return low, high
    left, right = mask.args
    limit, below = (right, BELOW[mask.op]) if left is arg else (left, not BELOW[mask.op])
    if (left is not arg and right is not arg) or limit.__class__ is not float or limit != limit:
        return low, high
    return (low, min(high, limit)) if below is holds else (max(low, limit), high)


OPERATIONS: dict[str, Callable[..., Bounds]] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "min": _min,
    "max": _max,
    "round": _round,
    "float": lambda _: (0.0, 1.0),
    "elapsed": lambda *_: AT_LEAST_ZERO,
}
