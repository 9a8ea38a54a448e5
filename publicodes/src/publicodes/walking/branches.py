"""Branches: variations and extrema, where one of several values is chosen (SPEC §11.2, §11.4)."""

from __future__ import annotations

from publicodes.core import nodes as n
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Value
from publicodes.values.units import Incompatible, Unit, convert
from publicodes.walking.environment import Environment, Result
from publicodes.walking.missing import NONE, Missing, bonus, plus
from publicodes.walking.operators import combine


def variations(env: Environment, node: n.Variations) -> Result:
    """The first branch whose condition holds; undefined as soon as an undecided condition comes before it."""
    unknown, unit, missing = False, None, NONE
    for branch in node.branches:
        test, more = _test(env, branch)
        missing = plus(missing, more)
        if test is False or test is NOT_APPLICABLE:
            continue
        unknown = unknown or test is UNDEFINED
        value, own, more = env.node(branch.then)
        missing = plus(missing, more)
        value, unit = _in_first_unit(env, value, own, unit)
        if not unknown:
            return value, unit, missing
    return (UNDEFINED if unknown else NOT_APPLICABLE), unit, missing


def _test(env: Environment, branch: n.Branch) -> tuple[Value, Missing]:
    if branch.test is None:
        return True, NONE
    value, _, missing = env.node(branch.test)
    return value, bonus(missing)


def _in_first_unit(env: Environment, value: Value, own: Unit | None, first: Unit | None) -> tuple[Value, Unit | None]:
    if first is None or own is None:
        return value, first if first is not None else own
    return aligned(env, value, own, first), first


def aligned(env: Environment, value: Value, source: Unit | None, unit: Unit | None) -> Value:
    """A number in another unit; unchanged, with a warning, when they do not convert."""
    if value.__class__ is not float:
        return value
    try:
        return convert(value, source, unit)
    except Incompatible:
        env.warn("unitConversion")
        return value


def extremum(env: Environment, node: n.Extremum) -> Result:
    """A fold from the left that starts with nothing applicable."""
    best: Result = (NOT_APPLICABLE, None, NONE)
    missing = NONE
    for item in node.items:
        result = env.node(item)
        missing = plus(missing, result[2])
        best = _better(env, node.op, best, result)
    return best[0], best[1], missing


def _better(env: Environment, op: str, best: Result, item: Result) -> Result:
    if item[0] is NOT_APPLICABLE:
        return best
    if best[0] is NOT_APPLICABLE:
        return item
    if item[0] is UNDEFINED or best[0] is UNDEFINED:
        return UNDEFINED, best[1] if best[1] is not None else item[1], NONE
    wins = combine(op, item[0], item[1], best[0], best[1], env.warn)
    winner, other = (item, best) if wins else (best, item)
    return winner if winner[1] is not None else (winner[0], other[1], winner[2])
