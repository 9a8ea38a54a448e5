"""Operations: operators, conditions and tests of state, when an operand is a symbol."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.specialising.instructions import Argument, Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Given, Symbol, as_date, empty, lift, settle, unitful
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import Incompatible, Unit, compatible, has_percent, is_percent, multiplied
from publicodes.walking.missing import NONE
from publicodes.walking.operators import (
    COMPARED,
    CONVERTED,
    NULL_ABSORBS,
    adds_share,
    combine,
    result_unit,
    short_left,
    short_right,
)

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


def slot(env: Specialising, node: n.Slot) -> Found:
    given = env.situation.get(node.rule.name)
    if given is None:
        return UNDEFINED, None, NONE
    return env.node(given) if isinstance(given, n.Node) else given


def operation(env: Specialising, node: n.Operation) -> Found:
    left, left_unit, _ = env.node(node.left)
    if not isinstance(left, Symbol):
        short = short_left(node.op, left)
        if short is not None:
            return short, None, NONE
        right, right_unit, _ = env.node(node.right)
    else:
        going = _going(env, node.op, left)
        right, right_unit = env.node(node.right)[:2] if going is True else env.forked(node.right)
    if not isinstance(left, Symbol) and not isinstance(right, Symbol):
        return _known(env, node.op, left, left_unit, right, right_unit)
    if not isinstance(right, Symbol) and lift(left).walked is not True:
        short = short_right(node.op, right)
        if short is not None:
            return (*_decided_by_right(env, node.op, left, short), NONE)
    return _symbolic(env, node.op, lift(left), left_unit, lift(right), right_unit)


def _going(env: Specialising, op: str, left: Symbol) -> Mask:
    """The rows that come to the right operand."""
    build = env.build
    if op == "et":
        return build.negation(_is_no(env, left))
    if op == "ou":
        return build.negation(env.truth(left))
    decided = left.absent if op in NULL_ABSORBS or op == "-" else False
    if op in ("*", "/"):
        decided = build.either(decided, _zero(env, left))
    return build.negation(decided)


def _known(env: Specialising, op: str, left: Any, left_unit: Unit | None, right: Any, right_unit: Unit | None) -> Found:
    if op == "/" and right.__class__ is float and right == 0:
        raise env.refuse("PC501", "division by zero", "test the divisor before dividing")
    short = short_right(op, right)
    if short is not None:
        return short, None, NONE
    return combine(op, left, left_unit, right, right_unit, env.warn), result_unit(op, left_unit, right_unit), NONE


def _decided_by_right(env: Specialising, op: str, left: Symbol, short: Given) -> tuple[Given, Unit | None]:
    """A known right operand decides, except where the left one did before it."""
    if op in ("et", "ou") or op not in NULL_ABSORBS:
        return settle(_states(lift(short), left.walked)), None
    absent = env.build.select(left.absent, True, lift(short).absent)
    if op in ("*", "/") and short is NOT_APPLICABLE and left.type == "number":
        zero = env.present(left, env.build.test("eq", left.value, 0.0))
        absent = env.build.select(zero, False, absent)
    return settle(Symbol(0.0, "number", absent, False, left.walked)), None  # type: ignore[arg-type]


def _states(symbol: Symbol, walked: Mask) -> Symbol:
    return replace(symbol, walked=walked)


def _symbolic(
    env: Specialising, op: str, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None
) -> Found:
    if left.walked is True:
        return WALKED, result_unit(op, left_unit, right_unit), NONE
    if op in ("=", "!="):
        return _equality(env, op, left, left_unit, right, right_unit), None, NONE
    if op in ("et", "ou"):
        return _logical(env, op, left, right), None, NONE
    unit = result_unit(op, left_unit, right_unit)
    unsure = _unsure(env, op, left, left_unit, right, right_unit)
    if unsure is True:
        return WALKED, unit, NONE
    value = env.lost(_arithmetic(env, op, left, left_unit, right, right_unit), unsure)
    return _flagged(env, op, value, left, left_unit, right, right_unit), unit, NONE


def _unsure(
    env: Specialising, op: str, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None
) -> Mask:
    """The rows whose result hangs on the unit they are really in."""
    build = env.build
    mixed = build.either(left.mixed, right.mixed)
    if op in ("//", "**"):
        return mixed
    if op in ("+", "-") and is_percent(right_unit):
        return _unsure_share(env, op, left, left_unit, right)
    if op in CONVERTED and not compatible(left_unit, right_unit):
        alone = _lone_right(env, left, right) if op in ("+", "-") else False
        return build.either(mixed, alone)
    return False


def _unsure_share(env: Specialising, op: str, left: Symbol, left_unit: Unit | None, right: Symbol) -> Mask:
    """The same when a percentage is added: it raises what has a value, and takes the unit of what has none."""
    build = env.build
    absent = left.absent if op == "+" and left_unit is not None else False
    unsure = build.either(right.mixed, absent)
    if not _dimensioned(left_unit):
        unsure = build.either(unsure, build.either(left.mixed, left.bare))
    return unsure


def _lone_right(env: Specialising, left: Symbol, right: Symbol) -> Mask:
    """Where the right operand of a sum stands in its own unit: it is a value, the left one is none or a bare zero."""
    build = env.build
    if empty(right):
        return False
    nothing = build.either(right.bare, right.absent)
    return build.both(build.either(left.bare, left.absent), build.negation(nothing))


def _dimensioned(unit: Unit | None) -> bool:
    """Whether no unit it converts to is a mere percentage."""
    return unit is not None and any(symbol != "%" for symbol in (*unit.numerators, *unit.denominators))


def _flagged(
    env: Specialising,
    op: str,
    value: Given,
    left: Symbol,
    left_unit: Unit | None,
    right: Symbol,
    right_unit: Unit | None,
) -> Given:
    """The result with what is known of the units its rows are in."""
    if not isinstance(value, Symbol) or value.type != "number":
        return value
    build = env.build
    if op in ("+", "-"):
        return _flagged_sum(env, value, left, left_unit, right, right_unit)
    zeros = [_zero(env, side) for side in ((left, right) if op == "*" else (left,))]
    return replace(value, mixed=build.either(left.mixed, right.mixed), bare=build.either(zeros[0], zeros[-1]))


def _flagged_sum(
    env: Specialising, value: Symbol, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None
) -> Symbol:
    """A sum is in the unit of its left operand, where that has one."""
    build = env.build
    bare = build.both(build.either(left.bare, left.absent), build.either(right.bare, right.absent))
    if left_unit is None:
        return replace(value, mixed=build.either(left.mixed, right.mixed), bare=bare)
    other = right.mixed if left_unit is right_unit else True
    relabelled = build.both(_lone_right(env, left, right), other)
    return replace(value, mixed=build.either(left.mixed, relabelled), bare=bare)


def _zero(env: Specialising, symbol: Symbol) -> Mask:
    """Where a number is 0."""
    if symbol.type != "number" or empty(symbol):
        return False
    return env.present(symbol, env.build.test("eq", symbol.value, 0.0))


def _arithmetic(
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
        value = _when_alone(env, op, left, right, one, _aligned(env, two, right_unit, left_unit))
    else:
        value = _computed(env, op, one, left_unit, two, right_unit, left.type)
        value = _alone(env, op, value, left, one, right, _aligned(env, two, right_unit, left_unit))
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
        two = _aligned(env, two, right_unit, left_unit)
    result = build.number(NAMES[op], one, two)
    if op == "*" and has_percent(multiplied(left_unit, right_unit)):
        return build.number("div", result, 100.0)
    return result


def _aligned(env: Specialising, value: Argument, source: Unit | None, unit: Unit | None) -> Argument:
    if source is None or unit is None or source is unit:
        return value
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


def as_day(symbol: Symbol) -> Argument | None:
    """A date as a day ordinal (a number), None for anything else; an operand that is absent everywhere is no matter."""
    date = as_date(symbol)
    return 0.0 if date is None and empty(symbol) else None if date is None else date.value


def _equality(
    env: Specialising, op: str, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None
) -> Given:
    """`=` and `!=`: what is not applicable counts for `non`."""
    build = env.build
    left, right = _absent_as_no(env, left), _absent_as_no(env, right)
    undefined = build.either(left.undefined, right.undefined)
    walked = build.either(left.walked, right.walked)
    walked = build.either(walked, _unsure(env, op, left, left_unit, right, right_unit))
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
        two = _aligned(env, two, right_unit, left_unit)
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


def _logical(env: Specialising, op: str, left: Symbol, right: Symbol) -> Given:
    """`et` and `ou`; what is not applicable counts for `non`, a number for `oui` unless it is zero."""
    if op == "et" and _is_other(left):
        left = _truthy(env, left)
    if op == "et" and _is_other(right) and env.truth(left) is True:
        return env.merger.merge(right.absent, False, None, replace(right, absent=False), None)[0]
    if _is_other(left) or _is_other(right):
        return WALKED
    build = env.build
    yes, no = [env.truth(side) for side in (left, right)], [_is_no(env, side) for side in (left, right)]
    join, decide = (build.both, no) if op == "et" else (build.either, yes)
    settled = build.either(*decide)
    undefined = build.both(build.either(left.undefined, right.undefined), build.negation(settled))
    walked = build.either(left.walked, build.both(right.walked, build.negation(decide[0])))
    return settle(Symbol(join(*yes), "boolean", False, undefined, walked))


def _is_other(symbol: Symbol) -> bool:
    return symbol.type != "boolean" and not empty(symbol)


def _truthy(env: Specialising, symbol: Symbol) -> Symbol:
    """A value on the left of `et`, which then gives the right one; a zero or an empty text would be given itself."""
    falsy = env.build.test("eq", symbol.value, "" if symbol.type == "string" else 0.0)
    walked = env.build.either(symbol.walked, env.present(symbol, falsy))
    return replace(symbol, value=True, type="boolean", walked=walked)


def _is_no(env: Specialising, symbol: Symbol) -> Mask:
    return env.build.either(symbol.absent, env.falsity(symbol))


def condition(env: Specialising, node: n.Condition) -> Found:
    test, _ = env.test(node)
    if not isinstance(test, Symbol):
        return _walked_condition(env, node, test)
    unit, sure = env.borrowed(node.then)
    then, then_unit = env.forked(node.then)
    other, other_unit = env.forked(node.otherwise)
    if other_unit is None:
        other, other_unit = _relabelled(other, sure=sure), unit
    fallback = then_unit if then_unit is not None else node.then.static_unit
    value, unit = env.merger.merge(env.truth(test), then, fallback, other, other_unit)
    lost = env.build.both(test.undefined, env.build.either(lift(then).walked, lift(other).walked))
    return env.lost(env.under(test, value), lost), unit, NONE


def _walked_condition(env: Specialising, node: n.Condition, test: Any) -> Found:
    """A known test takes one way, as the walker does; an undefined one takes both."""
    if test is NOT_APPLICABLE:
        return test, node.then.static_unit, NONE
    if test is UNDEFINED:
        other, other_unit, _ = env.node(node.otherwise)
        then, unit, _ = env.node(node.then)
        lost = env.build.either(lift(then).walked, lift(other).walked)
        return env.lost(test, lost), unit if unit is not None else other_unit, NONE
    if test:
        value, unit, _ = env.node(node.then)
        return value, unit if unit is not None else node.then.static_unit, NONE
    value, unit, _ = env.node(node.otherwise)
    if unit is not None:
        return value, unit, NONE
    unit, sure = env.borrowed(node.then)
    return _relabelled(value, sure=sure), unit, NONE


def _relabelled(value: Given, *, sure: bool) -> Given:
    """A value with a borrowed unit: walked when only some rows borrow it, unless it is the same in any unit."""
    return value if sure or not unitful(lift(value)) else WALKED


def is_undefined(env: Specialising, node: n.IsUndefined) -> Found:
    value, _, _ = env.node(node.value)
    if isinstance(value, Symbol):
        return settle(Symbol(value.undefined, "boolean", walked=value.walked)), None, NONE
    return value is UNDEFINED, None, NONE


def default_used(env: Specialising, node: n.DefaultUsed) -> Found:
    return env.node(node.value)


def is_not_applicable(env: Specialising, node: n.IsNotApplicable) -> Found:
    return env.not_applicable(node.value)[0], None, NONE
