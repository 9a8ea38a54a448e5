"""Quantities: units, rounding, logarithm, durations and texts (SPEC §11.3, §11.6)."""

from __future__ import annotations

import math

from publicodes.core import nodes as n
from publicodes.values.dates import difference, ordinal
from publicodes.values.formatting import format_value
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Absent, Value
from publicodes.values.units import Unit, convert, simplified
from publicodes.walking.branches import aligned
from publicodes.walking.environment import Environment, Result
from publicodes.walking.missing import NONE, plus

# What the reference adds before rounding, so that 1.005 gives 1.01.
NUDGE = 2.0**-52


def conversion(env: Environment, node: n.Conversion) -> Result:
    value, unit, missing = env.node(node.value)
    return aligned(env, value, unit, node.unit), node.unit, missing


def simplification(env: Environment, node: n.Simplification) -> Result:
    value, unit, missing = env.node(node.value)
    return (*simple(value, unit), missing)


def simple(value: Value, unit: Unit | None) -> tuple[Value, Unit | None]:
    """A value in its simplest unit."""
    if unit is None or isinstance(value, Absent):
        return value, unit
    plain = simplified(unit)
    return (convert(value, unit, plain) if value.__class__ is float else value), plain


def rounding(env: Environment, node: n.Rounding) -> Result:
    value, unit, missing = env.node(node.value)
    value, unit = simple(value, unit)
    if value is False:
        return value, unit, missing
    digits, digits_unit, more = env.node(node.digits)
    missing = plus(missing, more)
    places = decimals(env, digits, digits_unit)
    if value.__class__ is not float:
        return value, unit, missing
    if digits is UNDEFINED:
        return UNDEFINED, unit, missing
    return (value if places is None else rounded(value, places)), unit, missing


def decimals(env: Environment, digits: Value, unit: Unit | None) -> float | None:
    """How many decimals `arrondi` asks for; None for no rounding."""
    if digits is True:
        return 0.0
    if digits.__class__ is not float:
        return None
    if unit is None or not {"décimale", "décimales"} & set(unit.numerators):
        raise env.refuse(
            "PC503", "a rounding must say « oui », « non » or a number of decimals", "write « 2 décimales »"
        )
    return digits


def rounded(value: float, places: float) -> float:
    """Halves go up, as in JavaScript."""
    try:
        scale: float = 10.0**places
        return math.floor((value + NUDGE) * scale + 0.5) / scale
    except (OverflowError, ValueError):
        return value


def logarithm(env: Environment, node: n.Logarithm) -> Result:
    value, unit, missing = env.node(node.value)
    value, unit = simple(value, unit)
    if isinstance(value, Absent):
        return value, None, missing
    if value.__class__ is not float:
        raise env.refuse("PC505", "a logarithm is that of a number", "give an expression that is a number")
    return natural(value), None, missing


def natural(value: float) -> float:
    if value > 0:
        return math.log(value)
    return -math.inf if value == 0 else math.nan


def duration(env: Environment, node: n.Duration) -> Result:
    start, _, missing = env.node(node.start)
    end, _, more = env.node(node.end)
    missing = plus(missing, more)
    if start is NOT_APPLICABLE or end is NOT_APPLICABLE:
        return NOT_APPLICABLE, node.unit, missing
    if start is UNDEFINED or end is UNDEFINED:
        return UNDEFINED, node.unit, missing
    return max(0.0, difference(_day(env, start), _day(env, end), node.unit.text)), node.unit, missing


def _day(env: Environment, value: Value) -> int:
    day = ordinal(value) if isinstance(value, str) else None
    if day is None:
        raise env.refuse("PC506", f"« {value} » is not a date", "write a date as 31/12/2024")
    return day


def text(env: Environment, node: n.Text) -> Result:
    pieces, missing = [], NONE
    for part in node.parts:
        if isinstance(part, str):
            pieces.append(part)
        else:
            value, unit, more = env.node(part)
            pieces.append(format_value(value, unit))
            missing = plus(missing, more)
    return "".join(pieces), None, missing
