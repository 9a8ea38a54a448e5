"""Scales: the scan of brackets behind `barème`, `grille` and `taux progressif` (SPEC §11.5)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from publicodes.core import nodes as n
from publicodes.errors import UnitError
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Value
from publicodes.values.units import EMPTY, Incompatible, Unit, convert, multiplied, parse_unit
from publicodes.walking.branches import aligned
from publicodes.walking.environment import Environment, Result
from publicodes.walking.missing import NONE, Missing, plus

PERCENT = parse_unit("%")


@dataclass(slots=True)
class Step:
    """A bracket met by the scan. `known` is false when its bounds or the base are undefined."""

    bracket: n.Bracket
    floor: float
    ceiling: float
    active: bool
    known: bool
    missing: Missing


def scale(env: Environment, node: n.Scale) -> Result:
    base, unit, missing = env.node(node.base)
    if node.form == "barème" and (base is NOT_APPLICABLE or base is UNDEFINED or base == 0.0):
        return base, unit, missing
    multiplier, multiplier_unit, more = env.node(node.multiplier)
    if multiplier.__class__ is float and multiplier == 0:
        raise env.refuse("PC507", "the « multiplicateur » of a scale is zero", "give another multiplier, or test it before")
    steps = list(_scan(env, node, (base, unit, missing), (multiplier, multiplier_unit, more)))
    form = {"barème": _marginal, "grille": _table, "taux progressif": _progressive}[node.form]
    return form(env, node, (base, unit, plus(missing, more)), steps)


def _scan(env: Environment, node: n.Scale, base: Result, multiplier: Result) -> Iterator[Step]:
    """The brackets up to the active one."""
    floor: Result = (0.0, None, NONE)
    for index, bracket in enumerate(node.brackets):
        ceiling = _ceiling(env, bracket, base, multiplier)
        missing = plus(plus(plus(ceiling[2], base[2]), multiplier[2]), floor[2])
        known = UNDEFINED not in (ceiling[0], base[0], multiplier[0], floor[0])
        step = _step(env, bracket, index, base[0], floor[0], ceiling[0], known, missing)
        yield step
        if step.active:
            return
        floor = ceiling


def _ceiling(env: Environment, bracket: n.Bracket, base: Result, multiplier: Result) -> Result:
    """The ceiling in the unit of the base; an absent operand counts for 0, an omitted ceiling is infinite."""
    value, unit, missing = env.node(bracket.ceiling) if bracket.ceiling is not None else (math.inf, None, NONE)
    if value is UNDEFINED or multiplier[0] is UNDEFINED:
        return UNDEFINED, None, missing
    product = number(value) * number(multiplier[0])
    if product and math.isfinite(product):
        product = aligned(env, product, multiplied(unit, multiplier[1]), base[1])  # type: ignore[assignment]
    return product, None, missing


def number(value: Value) -> float:
    """A value taken as a number: what is absent or `non` counts for 0."""
    return value if value.__class__ is float else math.nan if isinstance(value, str) else float(bool(value))  # type: ignore[return-value]


def _step(
    env: Environment, bracket: n.Bracket, index: int, base: Value, floor: Value, ceiling: Value, known: bool, missing: Missing
) -> Step:
    if not known:
        return Step(bracket, 0.0, math.inf, False, False, missing)
    low, high, amount = number(floor), number(ceiling), number(base)
    if index and low and high <= low:
        raise env.refuse("PC508", f"the ceiling of bracket {index + 1} is not above the one before", "order the brackets by ceiling")
    return Step(bracket, low, high, low <= amount < high, True, missing)


def rate(env: Environment, node: n.Node, unit: Unit) -> tuple[Value, Missing]:
    """A rate in `unit`; units that do not convert are refused here."""
    value, own, missing = env.node(node)
    if value.__class__ is not float:
        return value, missing
    try:
        return convert(value, own, unit), missing  # type: ignore[arg-type]
    except Incompatible as error:
        raise env.refuse("PC509", f"a rate cannot be in « {own.text if own else ''} »", "write a percentage", UnitError) from error


def _marginal(env: Environment, node: n.Scale, base: Result, steps: list[Step]) -> Result:
    amount, unit, missing = base
    total, unknown = 0.0, False
    for step in steps:
        value, more = rate(env, step.bracket.amount, EMPTY)
        missing = plus(missing, more if step.known else plus(more, step.missing))
        unknown = unknown or not step.known or value is UNDEFINED
        if not unknown and step.floor <= number(amount):
            total += (min(number(amount), step.ceiling) - step.floor) * number(value)
    return (UNDEFINED if unknown else total), unit, missing


def _table(env: Environment, node: n.Scale, base: Result, steps: list[Step]) -> Result:
    chosen = next((step for step in steps if step.active or not step.known), None)
    if chosen is None:
        below = steps and number(base[0]) < 0
        return (False if below else UNDEFINED), None, base[2]
    value, unit, missing = env.node(chosen.bracket.amount)
    missing = plus(base[2], missing)
    if chosen.known:
        return value, unit, missing
    for step in steps:
        missing = plus(missing, step.missing if not step.known else NONE)
    return UNDEFINED, unit, missing


def _progressive(env: Environment, node: n.Scale, base: Result, steps: list[Step]) -> Result:
    active = steps[-1] if steps and steps[-1].active else None
    unknown = [step for step in steps if not step.known]
    if base[0].__class__ is not float or (unknown and active is None):
        missing = NONE
        for step in unknown:
            missing = plus(missing, step.missing)
        return UNDEFINED, PERCENT, missing
    if active is None or (len(steps) == len(node.brackets) and math.isinf(active.ceiling)):
        value, missing = rate(env, node.brackets[-1].amount, PERCENT)
        return value, PERCENT, missing
    return _interpolated(env, number(base[0]), steps)


def _interpolated(env: Environment, base: float, steps: list[Step]) -> Result:
    active, before = steps[-1], steps[-2] if len(steps) > 1 else steps[-1]
    low, low_missing = rate(env, before.bracket.amount, PERCENT)
    high, high_missing = rate(env, active.bracket.amount, PERCENT)
    if low is UNDEFINED or high is UNDEFINED:
        return UNDEFINED, PERCENT, plus(low_missing, high_missing)
    slope = (number(high) - number(low)) / (active.ceiling - active.floor)
    return number(low) + (base - active.floor) * slope, PERCENT, NONE
