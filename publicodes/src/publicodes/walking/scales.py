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
from publicodes.walking.operators import OPERATIONS

PERCENT = parse_unit("%")


@dataclass(slots=True)
class Step:
    """A bracket met by the scan. `known` is false when its bounds or the base are undefined, `reached` when its
    floor or the base is."""

    bracket: n.Bracket
    floor: float
    ceiling: float
    active: bool
    known: bool
    reached: bool
    missing: Missing


def scale(env: Environment, node: n.Scale) -> Result:
    base, unit, missing = env.node(node.base)
    multiplier, multiplier_unit, more = env.node(node.multiplier)
    if multiplier.__class__ is float and multiplier == 0:
        raise env.refuse(
            "PC507", "the « multiplicateur » of a scale is zero", "give another multiplier, or test it before"
        )
    if node.form == "barème" and nothing(base):
        return base, unit, plus(missing, more)
    steps = list(scan(env, node, (base, unit, missing), (multiplier, multiplier_unit, more)))
    form = {"barème": _marginal, "grille": _table, "taux progressif": _progressive}[node.form]
    return form(env, node, (base, unit, plus(missing, more)), steps)


def nothing(base: Value) -> bool:
    """Whether the base of a `barème` is its whole answer."""
    return base is NOT_APPLICABLE or base is UNDEFINED or (base.__class__ is float and base == 0)


def scan(env: Environment, node: n.Scale, base: Result, multiplier: Result) -> Iterator[Step]:
    """The brackets up to the active one, for a base and a multiplier that were evaluated."""
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
    return value if value.__class__ is float else math.nan if isinstance(value, str) else float(bool(value))


def _step(
    env: Environment,
    bracket: n.Bracket,
    index: int,
    base: Value,
    floor: Value,
    ceiling: Value,
    known: bool,
    missing: Missing,
) -> Step:
    if not known:
        return Step(
            bracket, number(floor), math.inf, False, False, floor is not UNDEFINED and base is not UNDEFINED, missing
        )
    low, high, amount = number(floor), number(ceiling), number(base)
    if index and low and high <= low:
        raise env.refuse(
            "PC508", f"the ceiling of bracket {index + 1} is not above the one before", "order the brackets by ceiling"
        )
    return Step(bracket, low, high, low <= amount < high, True, True, missing)


def rate(env: Environment, node: n.Node, unit: Unit) -> tuple[Value, Missing]:
    """A rate in `unit`; units that do not convert are refused here."""
    value, own, missing = env.node(node)
    if value.__class__ is not float:
        return value, missing
    try:
        return convert(value, own, unit), missing
    except Incompatible as error:
        raise env.refuse(
            "PC509", f"a rate cannot be in « {own.text if own else ''} »", "write a percentage", UnitError
        ) from error


def _marginal(env: Environment, _node: n.Scale, base: Result, steps: list[Step]) -> Result:
    amount, unit, missing = base
    total: Value = 0.0
    for step in steps:
        value: Value = 0.0
        if not step.known or not step.floor > number(amount):
            value, more = rate(env, step.bracket.amount, EMPTY)
            missing = plus(missing, more if step.known else plus(more, step.missing))
        total = added(total, share(number(amount), step, value))
    return total, unit, missing


def share(amount: float, step: Step, rate: Value) -> Value:
    """What a bracket of a `barème` gives: nothing when the amount is under its floor, no number without a rate."""
    if not step.known:
        return UNDEFINED
    if step.floor > amount:
        return 0.0
    top = math.nan if math.isnan(step.ceiling) else min(amount, step.ceiling)
    return (top - step.floor) * (math.nan if rate is UNDEFINED else number(rate))


def added(total: Value, share: Value) -> Value:
    """The total with one more bracket; what follows an undefined one is no number [Q-12]."""
    if share is UNDEFINED:
        return UNDEFINED
    return math.nan if total is UNDEFINED else total + share  # type: ignore[operator]


def _table(env: Environment, _node: n.Scale, base: Result, steps: list[Step]) -> Result:
    """The amount of the active bracket; past the last one undefined, before the first one `non` [Q-13]."""
    last = steps[-1] if steps else None
    if last is not None and last.active:
        value, unit, missing = env.node(last.bracket.amount)
        return value, unit, plus(base[2], missing)
    if last is None or (last.reached and not last.floor > number(base[0])):
        return UNDEFINED, None, base[2]
    return _unknown_amount(env, base, [step for step in steps if not step.known])


def _unknown_amount(env: Environment, base: Result, unknown: list[Step]) -> Result:
    if not unknown:
        return False, None, base[2]
    missing, unit = base[2], env.node(unknown[0].bracket.amount)[1]
    for step in unknown:
        missing = plus(plus(missing, env.node(step.bracket.amount)[2]), step.missing)
    return UNDEFINED, unit, missing


def _progressive(env: Environment, node: n.Scale, base: Result, steps: list[Step]) -> Result:
    active = steps[-1] if steps and steps[-1].active else None
    unknown = [step for step in steps if not step.known]
    if not unknown and (active is None or (len(steps) == len(node.brackets) and math.isinf(active.ceiling))):
        value, missing = rate(env, node.brackets[-1].amount, PERCENT)
        return value, PERCENT, missing
    if active is None or base[0].__class__ is not float:
        missing = NONE
        for step in unknown:
            missing = plus(missing, step.missing)
        return UNDEFINED, PERCENT, missing
    return _interpolated(env, number(base[0]), steps)


def _interpolated(env: Environment, base: float, steps: list[Step]) -> Result:
    active, before = steps[-1], steps[-2] if len(steps) > 1 else steps[-1]
    low, low_missing = rate(env, before.bracket.amount, PERCENT)
    high, high_missing = rate(env, active.bracket.amount, PERCENT)
    if low is UNDEFINED or high is UNDEFINED:
        return UNDEFINED, PERCENT, plus(low_missing, high_missing)
    slope = (number(high) - number(low)) / (active.ceiling - active.floor)
    return OPERATIONS["+"](low, (base - active.floor) * slope), PERCENT, NONE
