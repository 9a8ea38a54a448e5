"""Operations: a binary operator of two nodes, row by row and unit by unit, and tests of state."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

from publicodes.core import nodes as n
from publicodes.specialising.arithmetic import arithmetic, zero_rows
from publicodes.specialising.comparisons import equality, is_no, logical
from publicodes.specialising.instructions import Mask
from publicodes.specialising.merging import Way
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Given, Outcome, Symbol, empty, lift, settle
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import Unit, is_percent
from publicodes.walking.missing import NONE
from publicodes.walking.operators import NULL_ABSORBS, combine, result_unit, short_left, short_right


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
        return build.negation(is_no(env, left))
    if op == "ou":
        return build.negation(env.truth(left))
    decided = left.absent if op in NULL_ABSORBS or op == "-" else False
    if op in ("*", "/"):
        decided = build.either(decided, zero_rows(env, left))
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
        return settle(replace(lift(short), walked=left.walked)), None
    absent = env.build.select(left.absent, True, lift(short).absent)
    if op in ("*", "/") and short is NOT_APPLICABLE:
        absent = env.build.select(zero_rows(env, left), False, absent)
    return settle(Symbol(0.0, "number", absent, False, left.walked)), None  # type: ignore[arg-type]


def _symbolic(
    env: Specialising, op: str, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None
) -> Found:
    """Each pair of units on its own, but where the units of the rows change nothing."""
    if left.walked is True:
        return WALKED, result_unit(op, left_unit, right_unit), NONE
    if op in ("et", "ou"):
        return logical(env, op, left, right), None, NONE
    if _alike(op, left, left_unit, right, right_unit):
        pair = Way(True, left, left_unit), Way(True, right, right_unit)
        return (*_in_one_unit(env, op, *pair), NONE)
    ways = (env.merger.ways(one, unit, apart=True) for one, unit in ((left, left_unit), (right, right_unit)))
    pairs = [(env.build.both(one.mask, two.mask), one, two) for one, two in product(*ways)]
    found = (Way(mask, *_in_one_unit(env, op, one, two)) for mask, one, two in pairs if mask is not False)
    return (*env.merger.join(found), NONE)


def _alike(op: str, left: Symbol, left_unit: Unit | None, right: Symbol, right_unit: Unit | None) -> bool:
    """Whether the rows can be computed together: they are in one unit, or bare where that is no matter."""
    if left.others or right.others or left.no is not False or right.no is not False:
        return False
    if left.bare is False and right.bare is False:
        return True
    if op in ("*", "/"):
        return not any(unit is not None and "%" in unit.text for unit in (left_unit, right_unit))
    return left_unit is right_unit and op not in ("//", "**") and not is_percent(right_unit)


def _in_one_unit(env: Specialising, op: str, left: Way, right: Way) -> Outcome:
    """Operands each in one unit, or bare."""
    if op in ("=", "!="):
        return equality(env, op, lift(left.value), left.unit, lift(right.value), right.unit), None
    if any(_labelled(side) for side in (left, right)):
        return WALKED, result_unit(op, left.unit, right.unit)
    value = arithmetic(env, op, lift(left.value), left.unit, lift(right.value), right.unit)
    return _bared(env, op, value, left, right), result_unit(op, left.unit, right.unit)


def _labelled(side: Way) -> bool:
    """Whether a boolean has borrowed a unit: which of its rows have it is not followed."""
    value = side.value
    return side.unit is not None and isinstance(value, Symbol) and value.type == "boolean" and not empty(value)


def _bared(env: Specialising, op: str, value: Given, left: Way, right: Way) -> Given:
    """The result with its bare rows: what two bare operands add up to, and what one operand decides alone."""
    if not isinstance(value, Symbol) or value.type != "number":
        return value
    build, one, two = env.build, lift(left.value), lift(right.value)
    if op in ("+", "-"):
        bare = build.both(left.bare or one.bare, right.bare or two.bare)
        bare = bare if op == "+" else build.either(bare, one.absent)
    elif left.bare or (right.bare and op == "*"):
        bare = True
    else:
        zeros = build.either(zero_rows(env, one), zero_rows(env, two) if op == "*" else False)
        bare = build.either(zeros, value.absent) if op in ("*", "/", "//") else False
    return replace(value, bare=bare)


def is_undefined(env: Specialising, node: n.IsUndefined) -> Found:
    value, _, _ = env.node(node.value)
    if isinstance(value, Symbol):
        return settle(Symbol(value.undefined, "boolean", walked=value.walked)), None, NONE
    return value is UNDEFINED, None, NONE


def default_used(env: Specialising, node: n.DefaultUsed) -> Found:
    return env.node(node.value)


def is_not_applicable(env: Specialising, node: n.IsNotApplicable) -> Found:
    return env.not_applicable(node.value)[0], None, NONE
