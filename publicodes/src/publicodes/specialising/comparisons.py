"""Comparisons: `=`, `!=`, `et` and `ou`, where what is not applicable counts for `non`."""

from __future__ import annotations

from dataclasses import replace

from publicodes.specialising.arithmetic import aligned
from publicodes.specialising.instructions import Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Given, Symbol, as_day, empty, settle
from publicodes.values.units import Unit


def equality(
    env: Specialising, op: str, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None
) -> Given:
    """`=` and `!=`: what is not applicable counts for `non`."""
    build = env.build
    left, right = _absent_as_no(env, left), _absent_as_no(env, right)
    undefined = build.either(left.undefined, right.undefined)
    walked = build.either(left.walked, right.walked)
    value = _equal(env, left, left_unit, right, right_unit)
    value = build.negation(value) if op == "!=" else value
    return settle(Symbol(value, "boolean", False, undefined, walked))


def _absent_as_no(env: Specialising, symbol: Symbol) -> Symbol:
    if symbol.absent is True:
        return Symbol(False, "boolean", walked=symbol.walked)
    if symbol.type == "boolean" and symbol.absent is not False:
        value = env.build.both(symbol.value, env.build.negation(symbol.absent))  # type: ignore[arg-type]
        return replace(symbol, value=value, absent=False)
    return symbol


def _equal(env: Specialising, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None) -> Mask:
    """Where two values are the same; a value of another kind that may be absent is then compared as `non`."""
    build = env.build
    if left.undefined is True or right.undefined is True:
        return False
    if left.type != right.type and not _both_days(left, right):
        no_left, no_right = _no_rows(env, left), _no_rows(env, right)
        return build.both(no_left, no_right)
    if left.type == "boolean":
        return _same_boolean(env, left.value, right.value)  # type: ignore[arg-type]
    one, two = left.value, right.value
    if _both_days(left, right):
        one, two = as_day(left), as_day(right)  # type: ignore[assignment]
    elif left.type == "number":
        two = aligned(env, two, right_unit, left_unit)
    found: Mask = build.test("eq", one, two)
    nothing = build.both(left.absent, right.absent)
    something = build.negation(build.either(left.absent, right.absent))
    return build.either(nothing, build.both(something, found))


def _both_days(left: Symbol, right: Symbol) -> bool:
    return "date" in (left.type, right.type) and as_day(left) is not None and as_day(right) is not None


def _no_rows(env: Specialising, symbol: Symbol) -> Mask:
    """Where an operand is `non`, or not applicable."""
    if symbol.type == "boolean":
        return env.build.negation(symbol.value)  # type: ignore[arg-type]
    return symbol.absent


def _same_boolean(env: Specialising, left: Mask, right: Mask) -> Mask:
    if isinstance(left, bool):
        return right if left else env.build.negation(right)
    if isinstance(right, bool):
        return left if right else env.build.negation(left)
    return env.build.test("eq", left, right)


def logical(env: Specialising, op: str, left: Symbol, right: Symbol) -> Given:
    """`et` and `ou`; what is not applicable counts for `non`, a number for `oui` unless it is zero."""
    if op == "et" and _is_text(left) and _is_text(right):
        return WALKED  # two dates count as timestamps
    if op == "et" and _is_other(left):
        left = _truthy(env, left)
    if op == "et" and _is_other(right) and env.truth(left) is True:
        return env.merger.merge(right.absent, False, None, replace(right, absent=False), None)[0]
    if _is_other(left) or _is_other(right):
        return WALKED
    build = env.build
    yes, no = [env.truth(side) for side in (left, right)], [is_no(env, side) for side in (left, right)]
    join, decide = (build.both, no) if op == "et" else (build.either, yes)
    settled = build.either(*decide)
    undefined = build.both(build.either(left.undefined, right.undefined), build.negation(settled))
    walked = build.either(left.walked, build.both(right.walked, build.negation(decide[0])))
    return settle(Symbol(join(*yes), "boolean", False, undefined, walked))


def _is_other(symbol: Symbol) -> bool:
    return symbol.type != "boolean" and not empty(symbol)


def _is_text(symbol: Symbol) -> bool:
    return symbol.type in ("string", "date") and not empty(symbol)


def _truthy(env: Specialising, symbol: Symbol) -> Symbol:
    """A value on the left of `et`, which then gives the right one; a zero or an empty text would be given itself."""
    yes = env.build.negation(symbol.no)
    falsy = env.build.both(env.build.test("eq", symbol.value, "" if symbol.type == "string" else 0.0), yes)
    walked = env.build.either(symbol.walked, env.present(symbol, falsy))
    return Symbol(yes, "boolean", symbol.absent, symbol.undefined, walked)


def is_no(env: Specialising, symbol: Symbol) -> Mask:
    return env.build.either(symbol.absent, env.falsity(symbol))
