"""Branches: conditions, variations and extrema when a test or an item is a symbol."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

from publicodes.core import nodes as n
from publicodes.specialising.arithmetic import aligned
from publicodes.specialising.instructions import Mask
from publicodes.specialising.merging import Way
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Given, Outcome, Symbol, empty, lift, settle
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import Unit, steady
from publicodes.walking import branches as plain
from publicodes.walking.missing import NONE

Case = tuple[Mask, Given, Unit | None]


def condition(env: Specialising, node: n.Condition) -> Found:
    test, _ = env.test(node)
    if not isinstance(test, Symbol):
        return _walked_condition(env, node, test)
    lent = node.then.static_unit
    then, other = (_borrowing(env, *env.forked(one), lent) for one in (node.then, node.otherwise))
    value, unit = env.merger.merge(env.truth(test), *then, *other)
    value, unit = env.merger.merge(test.absent, NOT_APPLICABLE, lent, value, unit)
    lost = env.build.both(test.undefined, env.build.either(lift(then[0]).walked, lift(other[0]).walked))
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
    value, unit, _ = env.node(node.then if test else node.otherwise)
    return (*_borrowing(env, value, unit, node.then.static_unit), NONE)


def _borrowing(env: Specialising, value: Given, own: Unit | None, lent: Unit | None) -> Outcome:
    """A value whose rows without unit take the one that `alors` is written in [QM-1]."""
    if own is None:
        return value, lent
    return (env.merger.borrowing(value, own, lent) if isinstance(value, Symbol) else value), own


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
    holds = env.truth(value) if value.type == "boolean" else env.present(value, env.build.negation(value.no))
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


def _better(env: Specialising, op: str, best: Given, unit: Unit | None, item: Given, own: Unit | None) -> Outcome:
    """The better of two values, in its own unit."""
    if not isinstance(best, Symbol) and not isinstance(item, Symbol):
        return plain._better(env, op, (best, unit, NONE), (item, own, NONE))[:2]
    if best is NOT_APPLICABLE:
        return item, own
    if item is NOT_APPLICABLE:
        return best, unit
    left, right = (env.merger.numbered(lift(side)) for side in (best, item))
    if any(side.type != "number" and not empty(side) for side in (left, right)):
        return WALKED, unit if unit is not None else own
    if unit is own and steady(unit) and not any(side.others or side.no is not False for side in (left, right)):
        return _greater(env, op, left, right), unit
    pairs = product(env.merger.ways(left, unit, apart=True), env.merger.ways(right, own, apart=True))
    masks = [(env.build.both(one.mask, two.mask), one, two) for one, two in pairs]
    return env.merger.join(Way(mask, *_winner(env, op, one, two)) for mask, one, two in masks if mask is not False)


def _greater(env: Specialising, op: str, left: Symbol, right: Symbol) -> Given:
    """The better of two numbers of one unit; what is not applicable is passed over."""
    build = env.build
    value = build.number("max" if op == ">" else "min", left.value, right.value)
    value = build.select(left.absent, right.value, build.select(right.absent, left.value, value))
    absent, bare = build.both(left.absent, right.absent), build.both(left.bare, right.bare)
    undefined, walked = build.either(left.undefined, right.undefined), build.either(left.walked, right.walked)
    return settle(Symbol(value, "number", absent, undefined, walked, bare=bare))


def _winner(env: Specialising, op: str, left: Way, right: Way) -> Outcome:
    """The same for two units; the first of two equal ones wins, and one without unit takes the other's."""
    build, best, item = env.build, *(env.merger.numbered(lift(side.value)) for side in (left, right))
    units = [left.unit if left.unit is not None else right.unit, right.unit if right.unit is not None else left.unit]
    wins = build.test("gt" if op == ">" else "lt", item.value, aligned(env, best.value, left.unit, right.unit))
    taken = build.either(best.absent, build.both(wins, build.negation(item.absent)))
    value, unit = env.merger.merge(taken, item, units[1], best, units[0])
    undefined, walked = build.either(best.undefined, item.undefined), build.either(best.walked, item.walked)
    return settle(replace(lift(value), undefined=undefined, walked=walked)), unit
