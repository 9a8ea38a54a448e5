"""Arithmetic: what `+`, `-`, `*`, `/`, `//`, `**` and the comparisons make of numbers, each operand in one unit."""

from __future__ import annotations

from publicodes.specialising.instructions import Argument, Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Given, Symbol, as_day, empty, settle
from publicodes.values.units import Incompatible, Unit, has_percent, multiplied
from publicodes.walking.operators import COMPARED, CONVERTED, NULL_ABSORBS, adds_share

NAMES = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "//": "whole",
    "**": "pow",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
}


def arithmetic(
    env: Specialising, op: str, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None
) -> Given:
    build = env.build
    one, two = _as_number(env, left), _as_number(env, right)
    if one is None or two is None:
        return _dates(env, op, left, right)
    zero: Mask = False
    if op in ("*", "/") and (
        right.absent is not False or right.undefined is not False or right.walked is not False or op == "/"
    ):
        zero = env.present(left, build.test("eq", one, 0.0)) if left.type == "number" else False
    states = _arithmetic_states(env, op, left, right, two, zero)
    if op == "**" and left.absent is not False:
        one = build.select(left.absent, 0.0, one)
    if empty(left) or empty(right):
        value = _when_alone(env, op, left, right, one, aligned(env, two, right_unit, left_unit))
    else:
        value = _computed(env, op, one, left_unit, two, right_unit, left.type)
        value = _alone(env, op, value, left, one, right, aligned(env, two, right_unit, left_unit))
    if zero is not False and (states[0] is not False or right.undefined is not False or op == "/"):
        value = build.select(zero, 0.0, value)
    return settle(Symbol(value, "boolean" if op in COMPARED else "number", *states))


def _arithmetic_states(
    env: Specialising, op: str, left: Symbol, right: Symbol, divisor: Argument, zero: Mask
) -> tuple[Mask, Mask, Mask]:
    """Where the result is absent, undefined, to be walked (SPEC §10)."""
    build = env.build
    decided = build.either(zero, left.absent if op in NULL_ABSORBS or op == "-" else False)
    going = build.negation(decided)
    absent: Mask = False
    if op in NULL_ABSORBS:
        absent = build.either(left.absent, build.both(right.absent, going))
    elif op == "-":
        absent = left.absent
    undefined = build.both(build.either(left.undefined, right.undefined), build.negation(absent))
    undefined = build.both(undefined, build.negation(zero))
    if op == "*":
        matters = right.type == "number" and left.undefined is not False
        null = env.present(right, build.test("eq", divisor, 0.0)) if matters else False
        undefined = build.both(undefined, build.negation(null))
    walked = build.either(left.walked, build.both(right.walked, going))
    if op == "/" and right.type == "number" and not empty(right):
        error = env.present(right, build.test("eq", divisor, 0.0))
        walked = build.either(walked, build.both(error, going))
    if op in ("//", "**") and right.walked is False:
        odd = build.test("eq", divisor, 0.0)
        walked = build.either(walked, odd if op == "//" else False)
    return absent, undefined, walked


def _when_alone(env: Specialising, op: str, left: Symbol, right: Symbol, one: Argument, two: Argument) -> Argument:
    """The value when one operand has none in any row: only `+` and `-` keep the other."""
    if op in COMPARED:
        return False
    if op == "+":
        return env.build.select(left.absent, 0.0, one) if empty(right) else env.build.select(right.absent, 0.0, two)
    if op == "**":
        return 1.0 if right.absent is True else env.build.number("pow", 0.0, two)
    return one if op == "-" and right.absent is True else 0.0


def _alone(
    env: Specialising, op: str, value: Argument, left: Symbol, one: Argument, right: Symbol, two: Argument
) -> Argument:
    """Where an operand is not applicable, the other stands alone (`+`, and `-` on the right)."""
    build = env.build
    if op == "+":
        value = build.select(left.absent, build.select(right.absent, 0.0, two), build.select(right.absent, one, value))
    elif op == "-":
        value = build.select(right.absent, one, value)
    elif op == "**":
        value = build.select(right.absent, 1.0, value)
    return value


def _computed(
    env: Specialising, op: str, one: Argument, left_unit: Unit | None, two: Argument, right_unit: Unit | None, kind: str
) -> Argument:
    build = env.build
    if adds_share(op, left_unit, right_unit) and kind == "number":
        share = build.number("div", two, 100.0)
        return build.number("mul", one, build.number("add" if op == "+" else "sub", 1.0, share))
    if op in CONVERTED:
        two = aligned(env, two, right_unit, left_unit)
    result = build.number(NAMES[op], one, two)
    if op == "*" and has_percent(multiplied(left_unit, right_unit)):
        return build.number("div", result, 100.0)
    return result


def aligned(env: Specialising, value: Argument, source: Unit | None, unit: Unit | None) -> Argument:
    """The right operand in the unit of the left one, if that has one."""
    return value if unit is None else expressed(env, value, source, unit)


def expressed(env: Specialising, value: Argument, source: Unit | None, unit: Unit | None) -> Argument:
    """A number in another unit; unchanged, with a warning, when they do not convert."""
    try:
        return env.merger.converted(value, source, unit)
    except Incompatible:
        env.warn("unitConversion")
        return value


def _as_number(env: Specialising, symbol: Symbol) -> Argument | None:
    """The operand as a double; None for texts and dates."""
    if empty(symbol):
        return 0.0
    if symbol.type == "boolean":
        return env.build.number("float", symbol.value)
    return symbol.value if symbol.type == "number" else None


def _dates(env: Specialising, op: str, left: Symbol, right: Symbol) -> Given:
    """Dates compare by their day; any other operation on texts is left to the walker."""
    one, two = as_day(left), as_day(right)
    if op not in ("<", "<=", ">", ">=") or one is None or two is None:
        return WALKED
    build = env.build
    absent = build.either(left.absent, right.absent)
    undefined = build.both(build.either(left.undefined, right.undefined), build.negation(absent))
    walked = build.either(left.walked, right.walked)
    return settle(Symbol(build.number(NAMES[op], one, two), "boolean", absent, undefined, walked))


def zero_rows(env: Specialising, symbol: Symbol) -> Mask:
    """Where a number is 0."""
    if symbol.type != "number" or empty(symbol):
        return False
    zero = env.build.test("eq", symbol.value, 0.0)
    return env.present(symbol, env.build.both(zero, env.build.negation(symbol.no)))
