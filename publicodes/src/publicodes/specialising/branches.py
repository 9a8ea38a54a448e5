"""Branches: variations and extrema when a condition or an item is a symbol."""

from __future__ import annotations

from dataclasses import replace

from publicodes.core import nodes as n
from publicodes.specialising.instructions import Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Given, Symbol, empty, lift, settle
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import Incompatible, Unit
from publicodes.walking import branches as plain
from publicodes.walking.environment import Result
from publicodes.walking.missing import NONE

Case = tuple[Mask, Given, Unit | None]


def variations(env: Specialising, node: n.Variations) -> Result:
    """Branches in order, each under the rows that no earlier branch took."""
    build = env.build
    cases: list[Case] = []
    left: Mask = True
    unknown: Mask = False
    walked: Mask = False
    for branch in node.branches:
        holds, doubtful, lost = _tested(env, branch, left)
        unknown = build.either(unknown, build.both(left, doubtful))
        walked = build.either(walked, build.both(left, lost))
        taken = build.both(left, holds)
        if taken is not False:
            cases.append((taken, *_consequence(env, branch, taken)))
        left = build.both(left, build.negation(build.either(holds, doubtful)))
        if left is False:
            break
    value, unit = _chosen(env, cases)
    symbol = lift(value)
    symbol = replace(
        symbol, undefined=build.select(unknown, True, symbol.undefined), walked=build.either(walked, symbol.walked)
    )  # type: ignore[arg-type]
    symbol = replace(symbol, absent=build.both(symbol.absent, build.negation(unknown)))
    return settle(symbol), unit, NONE


def _tested(env: Specialising, branch: n.Branch, left: Mask) -> tuple[Mask, Mask, Mask]:
    """Where a condition holds, where it is undefined, where it must be walked. Any value but `non` holds [QM-12]."""
    if branch.test is None:
        return True, False, False
    value = (env.node(branch.test) if left is True else env.forked(left, branch.test))[0]
    if not isinstance(value, Symbol):
        return not (value is False or value is NOT_APPLICABLE or value is UNDEFINED), value is UNDEFINED, False
    if value.walked is True:
        return False, False, True
    holds = env.truth(value) if value.type == "boolean" else env.present(value)
    return holds, value.undefined, value.walked


def _consequence(env: Specialising, branch: n.Branch, taken: Mask) -> tuple[Given, Unit | None]:
    return env.node(branch.then)[:2] if taken is True else env.forked(taken, branch.then)


def _chosen(env: Specialising, cases: list[Case]) -> tuple[Given, Unit | None]:
    """The value of the case that holds, in the unit of the first that has one; not applicable when none does."""
    value: Given = NOT_APPLICABLE
    unit: Unit | None = None
    for mask, then, own in reversed(cases):
        value, unit = env.merger.merge(mask, then, own, value, unit)
    return value, unit


def extremum(env: Specialising, node: n.Extremum) -> Result:
    best: Given = NOT_APPLICABLE
    unit: Unit | None = None
    for item in node.items:
        value, own, _ = env.node(item)
        best, unit = _better(env, node.op, best, unit, value, own)
    return best, unit, NONE


def _better(
    env: Specialising, op: str, best: Given, unit: Unit | None, item: Given, own: Unit | None
) -> tuple[Given, Unit | None]:
    if not isinstance(best, Symbol) and not isinstance(item, Symbol):
        return plain._better(env, op, (best, unit, NONE), (item, own, NONE))[:2]
    if best is NOT_APPLICABLE:
        return item, own
    if item is NOT_APPLICABLE:
        return best, unit
    left, right = lift(best), lift(item)
    common = unit if unit is not None else own
    if any(side.type != "number" and not empty(side) for side in (left, right)):
        return WALKED, common
    if unit is not None and own is not None and unit is not own:
        try:
            right = replace(right, value=env.merger.converted(right.value, own, unit))
        except Incompatible:
            return WALKED, common
    return _greater(env, op, left, right), common


def _greater(env: Specialising, op: str, left: Symbol, right: Symbol) -> Given:
    """The better of two numbers of one unit; what is not applicable is passed over."""
    build = env.build
    value = build.number("max" if op == ">" else "min", left.value, right.value)
    value = build.select(left.absent, right.value, build.select(right.absent, left.value, value))
    undefined = build.either(left.undefined, right.undefined)
    absent = build.both(left.absent, right.absent)
    return settle(Symbol(value, "number", absent, undefined, build.either(left.walked, right.walked)))
