"""Branches: variations and extrema when a condition or an item is a symbol."""

from __future__ import annotations

from dataclasses import replace

from publicodes.core import nodes as n
from publicodes.specialising.instructions import Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Given, Symbol, empty, lift, settle, unitful
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import Incompatible, Unit
from publicodes.walking import branches as plain
from publicodes.walking.missing import NONE

Case = tuple[Mask, Given, Unit | None]


def variations(env: Specialising, node: n.Variations) -> Found:
    """Branches in order, each for the rows that none before it decided; undecided rows go through all of them."""
    build = env.build
    cases: list[Case] = []
    going: Mask = True
    unknown: Mask = False
    walked: Mask = False
    label: Unit | None = None
    for branch in node.branches:
        holds, doubtful, lost = _tested(env, branch, going)
        walked = build.either(walked, build.both(going, lost))
        unknown = build.either(unknown, build.both(going, doubtful))
        met = build.both(going, build.either(holds, doubtful))
        taken = build.both(build.both(going, holds), build.negation(unknown))
        if met is not False:
            value, unit = env.node(branch.then)[:2] if met is True else env.forked(branch.then)
            walked = build.either(walked, build.both(build.both(met, unknown), lift(value).walked))
            label = unit if label is None else label
            cases += [] if taken is False else [(taken, value, unit)]
        going = build.both(going, build.negation(taken))
        if going is False:
            break
    value, unit = _chosen(env, cases)
    value, _ = env.merger.merge(unknown, UNDEFINED, None, value, unit)
    return env.lost(value, walked), unit if unit is not None or unknown is False else label, NONE


def _tested(env: Specialising, branch: n.Branch, going: Mask) -> tuple[Mask, Mask, Mask]:
    """Where a condition holds, where it is undefined, where it must be walked. Any value but `non` holds [QM-12]."""
    if branch.test is None:
        return True, False, False
    value = env.node(branch.test)[0] if going is True else env.forked(branch.test)[0]
    if not isinstance(value, Symbol):
        return not (value is False or value is NOT_APPLICABLE or value is UNDEFINED), value is UNDEFINED, False
    if value.walked is True:
        return False, False, True
    holds = env.truth(value) if value.type == "boolean" else env.present(value)
    return holds, value.undefined, value.walked


def _chosen(env: Specialising, cases: list[Case]) -> tuple[Given, Unit | None]:
    """The value of the case that holds, in the unit of the first that has one; not applicable when none does."""
    value: Given = NOT_APPLICABLE
    unit: Unit | None = None
    for mask, then, own in reversed(cases):
        value, unit = env.merger.merge(mask, then, own, value, unit)
    return value, unit


def extremum(env: Specialising, node: n.Extremum) -> Found:
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
    lost = _unlabelled(env, left, unit, right, own)
    if unit is not None and own is not None and unit is not own:
        try:
            right = replace(right, value=env.merger.converted(right.value, own, unit), mixed=True)
        except Incompatible:
            return WALKED, common
    return env.lost(_greater(env, op, left, right), lost), common


def _unlabelled(env: Specialising, left: Symbol, unit: Unit | None, right: Symbol, own: Unit | None) -> Mask:
    """Where a number without unit stands alone, in a column that has one."""
    lost: Mask = False
    if unit is None and own is not None and unitful(left):
        lost = right.absent
    if own is None and unit is not None and unitful(right):
        lost = env.build.either(lost, left.absent)
    return lost


def _greater(env: Specialising, op: str, left: Symbol, right: Symbol) -> Given:
    """The better of two numbers of one unit; what is not applicable is passed over."""
    build = env.build
    value = build.number("max" if op == ">" else "min", left.value, right.value)
    value = build.select(left.absent, right.value, build.select(right.absent, left.value, value))
    undefined = build.either(left.undefined, right.undefined)
    absent = build.both(left.absent, right.absent)
    mixed, bare = (_of_better(env, op, left, right, name) for name in ("mixed", "bare"))
    return settle(Symbol(value, "number", absent, undefined, build.either(left.walked, right.walked), mixed, bare))


def _of_better(env: Specialising, op: str, left: Symbol, right: Symbol, name: str) -> Mask:
    """What is known of the unit of the number that is kept: the first of two equal ones."""
    build = env.build
    first: Mask = getattr(left, name)
    second: Mask = getattr(right, name)
    if first is second:
        return first
    wins = build.test("gt" if op == ">" else "lt", right.value, left.value)
    return build.select(left.absent, second, build.select(build.both(wins, build.negation(right.absent)), second, first))  # type: ignore[return-value]
