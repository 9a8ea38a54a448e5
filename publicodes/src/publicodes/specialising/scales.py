"""Scales: brackets when the base, a bound or an amount is a symbol."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from publicodes.core import nodes as n
from publicodes.specialising.arithmetic import expressed
from publicodes.specialising.instructions import Argument, Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Given, Outcome, Symbol, empty, lift, settle
from publicodes.values.states import UNDEFINED
from publicodes.values.units import EMPTY, Incompatible, Unit, multiplied
from publicodes.walking import scales as plain
from publicodes.walking.missing import NONE


@dataclass(slots=True)
class Step:
    """A bracket whose bounds are arguments of instructions; `reached` holds where the scan comes to it, under 0 too."""

    bracket: n.Bracket
    floor: Argument
    ceiling: Argument
    reached: Mask


@dataclass(slots=True)
class Scan:
    """A base and its brackets. `walked` are the rows whose bounds are in error or unknown."""

    base: Symbol
    amount: Argument
    unit: Unit | None
    steps: list[Step]
    walked: Mask


def scale(env: Specialising, node: n.Scale) -> Found:
    base, unit, _ = env.node(node.base)
    multiplier, multiplier_unit, _ = env.node(node.multiplier)
    if not isinstance(base, Symbol) and not isinstance(multiplier, Symbol) and _all_known(env, node, base):
        value, unit, _ = plain.scale(env, node)
        return value, unit, NONE
    if node.form != "barème" and not isinstance(base, Symbol) and not isinstance(base, float):
        return WALKED, None, NONE
    change = _unless_nothing if node.form == "barème" else _by_form
    factor = lift(multiplier)
    factor = lift(env.lost(factor, env.build.either(factor.no, env.merger.elsewhere(factor))))
    found = env.merger.by_unit(lift(base), unit, lambda one, own: change(env, node, one, own, factor, multiplier_unit))
    return (*found, NONE)


def _by_form(
    env: Specialising, node: n.Scale, base: Symbol, unit: Unit | None, multiplier: Symbol, multiplier_unit: Unit | None
) -> Outcome:
    scan = _scanned(env, node, base, unit, multiplier, multiplier_unit)
    if scan is None:
        return WALKED, None
    form = {"barème": _marginal, "grille": _table, "taux progressif": _progressive}[node.form]
    value, own = form(env, scan)
    return env.lost(value, scan.walked), own


def _unless_nothing(
    env: Specialising, node: n.Scale, base: Symbol, unit: Unit | None, multiplier: Symbol, multiplier_unit: Unit | None
) -> Outcome:
    """A base that is nothing is the whole answer, whatever the brackets; a multiplier of zero is an error still."""
    build = env.build
    nothing = build.either(base.absent, base.undefined)
    if base.type == "number" and not empty(base):
        nothing = build.either(nothing, build.test("eq", base.value, 0.0))
    failed = build.either(base.walked, multiplier.walked)
    if multiplier.type == "number" and not empty(multiplier):
        failed = build.either(failed, env.present(multiplier, build.test("eq", multiplier.value, 0.0)))
    value, own = (base, unit) if nothing is True else _by_form(env, node, base, unit, multiplier, multiplier_unit)
    symbol = lift(value)
    if symbol.walked is True and nothing is not True:
        symbol = replace(base, walked=True)
    walked = build.either(failed, build.both(symbol.walked, build.negation(nothing)))
    return settle(replace(symbol, walked=walked)), own if own is not None else unit


def _all_known(env: Specialising, node: n.Scale, base: Given) -> bool:
    """Whether no bound nor amount is a symbol, as far as the scan of a known base can come."""
    if node.form == "barème" and not (isinstance(base, float) and base):
        return True
    parts = [part for bracket in node.brackets for part in (bracket.ceiling, bracket.amount) if part is not None]
    return not any(isinstance(env.forked(part)[0], Symbol) for part in parts)


def _scanned(
    env: Specialising, node: n.Scale, base: Symbol, unit: Unit | None, multiplier: Symbol, multiplier_unit: Unit | None
) -> Scan | None:
    """The bounds of every bracket in the unit of the base; None when they are no numbers."""
    if base.type != "number" or multiplier.type != "number" or empty(multiplier):
        return None
    build = env.build
    amount = build.select(base.absent, 0.0, base.value)
    walked = build.either(
        base.walked, build.either(multiplier.walked, build.either(multiplier.absent, multiplier.undefined))
    )
    walked = build.either(walked, build.test("eq", multiplier.value, 0.0))
    scan = Scan(base, amount, unit, [], walked)
    floor: Argument = 0.0
    below = build.test("lt", amount, 0.0)
    for index, bracket in enumerate(node.brackets):
        reached: Mask = True if index == 0 else build.either(build.test("ge", amount, floor), below)
        ceiling, own = (math.inf, None) if bracket.ceiling is None else env.forked(bracket.ceiling)
        top = _ceiling(env, scan, lift(ceiling), own, multiplier.value, multiplier_unit, reached)
        if top is None:
            return None
        if index:
            falling = build.both(build.test("le", top, floor), build.negation(build.test("eq", floor, 0.0)))
            scan.walked = build.either(scan.walked, build.both(reached, falling))
        scan.steps.append(Step(bracket, floor, top, reached))
        floor = top
    return scan


def _ceiling(
    env: Specialising,
    scan: Scan,
    ceiling: Symbol,
    own: Unit | None,
    multiplier: Argument,
    multiplier_unit: Unit | None,
    reached: Mask,
) -> Argument | None:
    build = env.build
    if ceiling is WALKED or ceiling.type != "number":
        return None
    doubtful = build.either(ceiling.walked, ceiling.undefined)
    scan.walked = build.either(scan.walked, build.both(reached, doubtful))
    if ceiling.value == math.inf:
        return math.inf
    found: Argument = 0.0
    for way in env.merger.ways(ceiling, own):
        top = 0.0 if way.value is False else build.number("mul", way.value.value, multiplier)
        top = build.select(ceiling.absent, 0.0, top)
        top = expressed(env, top, multiplied(way.unit, multiplier_unit), scan.unit)
        found = build.select(way.mask, top, found)
    return found


def _rates(env: Specialising, scan: Scan, unit: Unit) -> list[Argument] | None:
    """The rates in `unit`; what is absent or `non` counts for 0, what is unknown is walked where it is reached."""
    build, found = env.build, []
    for step in scan.steps:
        given, own = env.forked(step.bracket.amount)
        symbol = lift(given)
        doubtful = build.either(symbol.walked, symbol.undefined)
        scan.walked = build.either(scan.walked, build.both(step.reached, doubtful))
        rate = _rate(env, symbol, own, unit)
        if rate is None:
            return None
        found.append(rate)
    return found


def _rate(env: Specialising, symbol: Symbol, own: Unit | None, unit: Unit) -> Argument | None:
    if empty(symbol):
        return 0.0
    if symbol.type == "boolean":
        return env.build.number("float", symbol.value)
    if symbol.type != "number":
        return None
    try:
        return env.build.select(symbol.absent, 0.0, env.merger.in_unit(symbol, own, unit))
    except Incompatible:
        return None


def _marginal(env: Specialising, scan: Scan) -> tuple[Given, Unit | None]:
    rates, build = _rates(env, scan, EMPTY), env.build
    if rates is None:
        return WALKED, scan.unit
    total: Argument = 0.0
    for step, rate in zip(scan.steps, rates, strict=True):
        if rate != 0.0:
            inside = build.number(
                "sub", build.number("max", build.number("min", scan.amount, step.ceiling), step.floor), step.floor
            )
            total = build.number("add", total, build.number("mul", inside, rate))
    return Symbol(total, "number", scan.base.absent, scan.base.undefined, False, bare=scan.base.bare), scan.unit


def _table(env: Specialising, scan: Scan) -> tuple[Given, Unit | None]:
    value: Given = UNDEFINED
    unit: Unit | None = None
    for step in reversed(scan.steps):
        amount, own = env.forked(step.bracket.amount)
        below = env.build.test("lt", scan.amount, step.ceiling) if step.ceiling != math.inf else True
        value, unit = env.merger.merge(below, amount, own, value, unit)
    negative = env.build.test("lt", scan.amount, 0.0)
    value, _ = env.merger.merge(negative, WALKED, unit, value, unit)
    value, _ = env.merger.merge(scan.base.undefined, UNDEFINED, unit, value, unit)
    return value, unit


def _progressive(env: Specialising, scan: Scan) -> tuple[Given, Unit | None]:
    rates, build = _rates(env, scan, plain.PERCENT), env.build
    if rates is None:
        return WALKED, plain.PERCENT
    value: Argument = rates[-1]
    for index in range(len(scan.steps) - 1, -1, -1):
        step = scan.steps[index]
        if step.ceiling != math.inf:
            inside = build.test("lt", scan.amount, step.ceiling)
            value = build.select(inside, _interpolated(env, scan, step, rates[max(0, index - 1)], rates[index]), value)
    value = build.select(build.test("lt", scan.amount, 0.0), rates[-1], value)
    undefined = build.either(scan.base.undefined, scan.base.absent)
    return Symbol(value, "number", False, undefined), plain.PERCENT


def _interpolated(env: Specialising, scan: Scan, step: Step, low: Argument, high: Argument) -> Argument:
    number = env.build.number
    slope = number("div", number("sub", high, low), number("sub", step.ceiling, step.floor))
    return number("add", low, number("mul", number("sub", scan.amount, step.floor), slope))
