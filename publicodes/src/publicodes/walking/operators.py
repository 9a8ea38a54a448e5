"""Operators: what the fourteen binary operators make of two known values (SPEC §10).

Numbers are doubles. Operands of other kinds are coerced as the reference does: a boolean counts for 0 or 1, a date
for its timestamp in milliseconds, a text for the number it spells.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import lru_cache

from publicodes.values.dates import ordinal
from publicodes.values.formatting import number_text
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Absent, Value
from publicodes.values.units import (
    EMPTY,
    Incompatible,
    Unit,
    convert,
    divided,
    has_percent,
    is_percent,
    multiplied,
    without_percent,
)

NULL_ABSORBS = frozenset(("<", ">", "<=", ">=", "/", "*", "//"))
COMPARED = frozenset(("<", ">", "<=", ">=", "=", "!="))
UNITLESS = frozenset(("**", "<", ">", "<=", ">=", "=", "!=", "et", "ou"))
CONVERTED = frozenset(("+", "-", "<", "<=", ">", ">=", "=", "!=", "**", "et", "ou"))
EPOCH = 719163  # 01/01/1970 as a day of the proleptic Gregorian calendar
DAY = 86_400_000


def short_left(op: str, left: Value) -> Value | None:
    """What the left operand alone decides, or None. The result then has no unit [QM-2]."""
    if left is NOT_APPLICABLE:
        return NOT_APPLICABLE if op in NULL_ABSORBS or op == "-" else False if op == "et" else None
    return _zero_or_boolean(op, left, ("*", "/"))


def short_right(op: str, right: Value) -> Value | None:
    """What the right operand alone decides, or None."""
    if right is NOT_APPLICABLE:
        return NOT_APPLICABLE if op in NULL_ABSORBS else False if op == "et" else None
    return _zero_or_boolean(op, right, ("*",))


def _zero_or_boolean(op: str, value: Value, absorbing: tuple[str, ...]) -> Value | None:
    if value.__class__ is float:
        return 0.0 if value == 0.0 and op in absorbing else None
    if value is False and op == "et":
        return False
    return True if value is True and op == "ou" else None


@lru_cache(maxsize=65536)
def result_unit(op: str, left: Unit | None, right: Unit | None) -> Unit | None:
    """The unit of an operation that no operand short-circuits."""
    if op in UNITLESS:
        return None
    if op == "*":
        unit = multiplied(left, right)
        return without_percent(unit) if unit is not None and has_percent(unit) else unit
    if op == "/":
        return divided(left, right)
    if op == "//":
        return left if right is None else right if left is None else None
    return raised_unit(left) if adds_share(op, left, right) else (left if left is not None else right)


def raised_unit(left: Unit | None) -> Unit:
    """The unit of an amount raised by a percentage: its own, or the empty unit."""
    return EMPTY if left is None else left


def adds_share(op: str, left: Unit | None, right: Unit | None) -> bool:
    """Whether `left + right` raises an amount by a percentage."""
    return op in ("+", "-") and right is not None and is_percent(right) and not (left is not None and is_percent(left))


def combine(
    op: str, left: Value, left_unit: Unit | None, right: Value, right_unit: Unit | None, warn: Callable[[str], None]
) -> Value:
    """The value of an operation once no operand decides alone. Division by zero is the caller's matter."""
    if left is UNDEFINED or right is UNDEFINED:
        return UNDEFINED
    if adds_share(op, left_unit, right_unit) and left.__class__ is float:
        share = _number(right) / 100
        return left * (1 + share) if op == "+" else left * (1 - share)
    if right_unit is not None and op in CONVERTED:
        left, right = _aligned(left, left_unit, right, right_unit, warn)
    result = OPERATIONS[op](left, right)
    if op == "*" and result.__class__ is float and has_percent(multiplied(left_unit, right_unit)):
        return result / 100
    return result


def _aligned(
    left: Value, left_unit: Unit | None, right: Value, right_unit: Unit, warn: Callable[[str], None]
) -> tuple[Value, Value]:
    """The right operand in the unit of the left one: also from a unit to itself, which rounds [QM-10]."""
    if left_unit is None or right.__class__ is not float:
        return left, right
    try:
        return left, convert(right, right_unit, left_unit)
    except Incompatible:
        warn("unitConversion")
        return left, right


def _number(value: Value) -> float:
    if value.__class__ is float or value.__class__ is bool:
        return float(value)
    if isinstance(value, str):
        return _spelled(value)
    return 0.0 if value is NOT_APPLICABLE else math.nan


def _spelled(text: str) -> float:
    try:
        return float(text) if text.strip() else 0.0
    except ValueError:
        return math.nan


def _dated(left: Value, right: Value) -> tuple[Value, Value]:
    """Two dates take part as timestamps; a date beside anything else stays a text."""
    if isinstance(left, str) and isinstance(right, str):
        first, second = ordinal(left), ordinal(right)
        if first is not None and second is not None:
            return float((first - EPOCH) * DAY), float((second - EPOCH) * DAY)
    return left, right


def _arithmetic(function: Callable[[float, float], float]) -> Callable[[Value, Value], Value]:
    def operation(left: Value, right: Value) -> Value:
        if left.__class__ is float and right.__class__ is float:
            return function(left, right)
        left, right = _dated(left, right)
        return function(_number(left), _number(right))

    return operation


def _plus(left: Value, right: Value) -> Value:
    if left.__class__ is float and right.__class__ is float:
        return left + right
    left, right = _dated(left, right)
    if isinstance(left, str) or isinstance(right, str):
        return _text(left) + _text(right)
    return _number(left) + _number(right)  # what does not apply counts for 0, even twice [QM-15]


def _text(value: Value) -> str:
    if value is NOT_APPLICABLE:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else number_text(_number(value))


def divide(left: float, right: float) -> float:
    if right:
        return left / right
    return (
        math.nan
        if not left or math.isnan(left) or math.isnan(right)
        else math.copysign(math.inf, left) * math.copysign(1, right)
    )


def whole(left: float, right: float) -> float:
    """Division truncated toward zero."""
    if not right or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return (left - math.fmod(left, right)) / right


def power(left: float, right: float) -> float:
    if math.isnan(right):
        return right
    try:
        return math.pow(left, right) if abs(left) != 1 or not math.isinf(right) else math.nan
    except OverflowError:
        return -math.inf if left < 0 and right % 2 == 1 else math.inf
    except ValueError:
        return math.inf if left == 0 else math.nan


def _ordering(
    function: Callable[[float, float], bool], texts: Callable[[str, str], bool]
) -> Callable[[Value, Value], Value]:
    def operation(left: Value, right: Value) -> Value:
        if left.__class__ is float and right.__class__ is float:
            return function(left, right)
        left, right = _dated(left, right)
        if isinstance(left, str) and isinstance(right, str):
            return texts(left, right)
        return function(_number(left), _number(right))

    return operation


def _equal(left: Value, right: Value) -> bool:
    left = False if left is NOT_APPLICABLE else left
    right = False if right is NOT_APPLICABLE else right
    return left.__class__ is right.__class__ and left == right


def _and(left: Value, right: Value) -> Value:
    left, right = _dated(left, right)
    return _plain(right if left else left)


def _or(left: Value, right: Value) -> Value:
    left, right = _dated(left, right)
    return _plain(left if left else right)


def _plain(value: Value) -> Value:
    return False if isinstance(value, Absent) else value


OPERATIONS: dict[str, Callable[[Value, Value], Value]] = {
    "+": _plus,
    "-": _arithmetic(operator.sub),
    "*": _arithmetic(operator.mul),
    "/": _arithmetic(divide),
    "//": _arithmetic(whole),
    "**": _arithmetic(power),
    "<": _ordering(operator.lt, operator.lt),
    "<=": _ordering(operator.le, operator.le),
    ">": _ordering(operator.gt, operator.gt),
    ">=": _ordering(operator.ge, operator.ge),
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "et": _and,
    "ou": _or,
}
