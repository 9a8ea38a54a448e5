"""Solving: `inversion numérique` and `résoudre la référence circulaire` (SPEC §15, §16)."""

from __future__ import annotations

import math
from collections.abc import Callable

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.values.roots import Accuracy, brent
from publicodes.values.states import UNDEFINED
from publicodes.values.units import Unit
from publicodes.walking.environment import ABSENT, Environment, Result
from publicodes.walking.missing import NONE, Missing

CONVERGED = 400
CLOSE = 1e-11
LOWEST, HIGHEST = -1_000_000.0, 100_000_000.0


def inversion(env: Environment, node: n.Inversion) -> Result:
    rule = env.model.rules[node.rule]
    if rule in env.stack[:-1]:
        return ABSENT
    goal = _goal(env, node)
    if goal is None:
        return UNDEFINED, None, {node.rule: 1, **{one.rule.name: 1 for one in node.goals if one.rule}}
    value, unit, _ = env.rule(goal)
    return _inverted(env, node, goal, value, unit)  # type: ignore[arg-type]


def _goal(env: Environment, node: n.Inversion) -> Rule | None:
    """The first goal to which the situation gives a number."""
    for reference in node.goals:
        rule = reference.rule
        if rule is not None and rule not in env.stack:
            value, _, missing = given(env, rule)
            if value.__class__ is float and rule.name not in missing:
                return rule
    return None


def given(env: Environment, rule: Rule) -> Result:
    found = env.situation.get(rule.name)
    return ABSENT if found is None else env.node(found) if isinstance(found, n.Node) else found


def _inverted(env: Environment, node: n.Inversion, goal: Rule, wanted: float, unit: Unit | None) -> Result:
    missing: Missing = NONE
    base = {name: one for name, one in env.situation.items() if name != goal.name}

    def trial(x: float) -> float | None:
        nonlocal missing
        value, _, missing = env.within({**base, node.rule: (x, unit, NONE)}).rule(goal)
        return value if value.__class__ is float else None

    bracket = bracketed(trial, wanted, node.lowest, node.highest)
    root = None if bracket is None else _root(env, lambda x: _less(trial(x), wanted), bracket, node.tolerance)
    if root is None or not (root == 0 or node.lowest <= root <= node.highest):
        env.log.inversion_failed = True
        return UNDEFINED, unit, missing
    return root, unit, missing


def _less(value: float | None, wanted: float) -> float:
    return math.nan if value is None else value - wanted


def bracketed(
    trial: Callable[[float], float | None], wanted: float, lowest: float, highest: float
) -> tuple[float, float] | None:
    """Two first guesses, and the bracket they allow; None when the goal is undefined at both."""
    first = wanted
    at_first = trial(first)
    second = 2000.0 if at_first is None else _second(first, at_first, wanted)
    at_second = trial(second)
    if at_first is None and at_second is None:
        return None
    points = [(first, at_first), (second, at_second)]
    return end(points, wanted, lowest, 1), end(points, wanted, highest, -1)


def _second(first: float, at_first: float, wanted: float) -> float:
    scaled = first * wanted * (0.9 if at_first > wanted else 1.2)
    if at_first:
        return scaled / at_first
    return math.copysign(math.inf, scaled) if scaled else math.nan


def end(points: list[tuple[float, float | None]], wanted: float, bound: float, sign: int) -> float:
    """The end of the bracket on one side: the guess nearest to the wanted value on that side, else the bound."""
    (first, at_first), (second, at_second) = points
    one = math.nan if at_first is None else (at_first - wanted) * sign
    two = math.nan if at_second is None else (at_second - wanted) * sign
    if two < 0 and (two > one or one > 0):
        return second
    if one < 0 and (one > two or two > 0):
        return first
    return bound


def _root(
    env: Environment, function: Callable[[float], float], bracket: tuple[float, float], tolerance: float
) -> float | None:
    return brent(function, *bracket, _accuracy(env, Accuracy(tolerance, 10, 1.0)))


def _accuracy(env: Environment, reference: Accuracy) -> Accuracy:
    """The reference's few iterations when they are asked for, else until it converges."""
    iterations = env.options.inversion_iterations
    return (
        Accuracy(CLOSE, CONVERGED, reference.acceptable)
        if iterations is None
        else reference._replace(iterations=iterations)
    )


def circular(env: Environment, node: n.Circular) -> Result:
    rule = env.model.rules[node.rule]
    if rule in env.stack[:-1]:
        return ABSENT

    def trial(x: float) -> Result:
        return env.within({**env.situation, rule.name: (x, None, NONE)}).node(node.value)

    value, unit, missing = trial(1.0)
    if value is UNDEFINED:
        return UNDEFINED, unit, missing
    root = brent(lambda x: _less(_float(trial(x)), x), LOWEST, HIGHEST, _accuracy(env, Accuracy(0.5, 25, 2.0)))
    if root is None:
        return UNDEFINED, unit, missing
    return root, unit, trial(root)[2]


def _float(result: Result) -> float | None:
    return result[0] if result[0].__class__ is float else None
