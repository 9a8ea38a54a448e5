"""Solving: an inversion or a circular reference over symbols becomes an equation, solved for all rows at once."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.specialising.instructions import SOLVED, Argument, Instruction
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Given, Outcome, Symbol, lift
from publicodes.values.states import UNDEFINED
from publicodes.values.units import Unit
from publicodes.walking import solving as plain
from publicodes.walking.environment import ABSENT, Situation
from publicodes.walking.missing import NONE


def inversion(env: Specialising, node: n.Inversion) -> Found:
    rule = env.model.rules[node.rule]
    if rule in env.stack[:-1]:
        env.hang(rule)
        return ABSENT
    goal = _goal(env, node)
    if goal is None:
        return ABSENT
    if isinstance(goal, Symbol) or _hurried(env):
        return WALKED, None, NONE
    wanted, unit, _ = env.rule(goal)
    situation = {name: given for name, given in env.situation.items() if name != goal.name}
    return _solved(env, node, goal, situation, lift(wanted), unit)


def _hurried(env: Specialising) -> bool:
    """Whether the reference's few iterations are asked for: where they stop, only the walker tells."""
    return env.options.inversion_iterations is not None


def _goal(env: Specialising, node: n.Inversion) -> Rule | Symbol | None:
    """The first goal to which the situation gives a number; a symbol when that depends on the row."""
    for reference in node.goals:
        rule = reference.rule
        if rule in env.stack:
            env.hang(rule)
        else:
            value = _given(env, rule)
            if isinstance(value, Symbol):
                certain = (
                    value.type == "number"
                    and value.absent is False
                    and value.undefined is False
                    and value.walked is False
                    and value.no is False
                )
                return rule if certain else WALKED
            if value.__class__ is float:
                return rule
    return None


def _given(env: Specialising, rule: Rule) -> Given:
    found = env.situation.get(rule.name)
    return UNDEFINED if found is None else env.node(found)[0] if isinstance(found, n.Node) else found[0]


def _solved(
    env: Specialising, node: n.Inversion, goal: Rule, situation: dict[str, Any], wanted: Symbol, unit: Unit | None
) -> Found:
    if wanted.type != "number":
        return WALKED, unit, NONE
    unknown, (found, _) = _tried(env, (node, goal, unit), situation, node.rule, unit, goal)
    equation = _equation(env, "inversion", unknown, lift(found), wanted, (node.lowest, node.highest))
    if equation is None:
        return WALKED, unit, NONE
    return _root(env, equation, wanted), unit, NONE


def _tried(
    env: Specialising, owner: Any, situation: Situation, name: str, unit: Unit | None, goal: Rule | n.Node
) -> tuple[Instruction, Outcome]:
    """A new unknown given to a rule, and what the goal is worth then."""

    def tried() -> tuple[Instruction, Outcome]:
        unknown = env.build.unknown()
        trial = env.within({**situation, name: (Symbol(unknown, "number"), unit, NONE)})  # type: ignore[dict-item]
        return unknown, env.fork(lambda: (trial.rule(goal) if isinstance(goal, Rule) else trial.node(goal))[:2])

    found: tuple[Instruction, Outcome] = env.room(owner, situation, tried)
    return found


def _equation(
    env: Specialising, form: str, unknown: Instruction, found: Symbol, wanted: Symbol, bounds: tuple[float, float]
) -> Instruction | None:
    """The equation `found = wanted`; None when what is found does not depend on the unknown.

    A fixed point is sought even if it is absent somewhere, an inversion only where it has a value.
    """
    if found.type != "number" or not isinstance(found.value, Instruction) or unknown not in found.value.free:
        return None
    build = env.build
    value: Argument = found.value
    nothing = build.either(found.absent, found.no)
    defined = build.negation(build.either(nothing, found.undefined))
    if form == "circular":
        value, defined = build.select(nothing, math.nan, value), build.negation(found.undefined)
    equation = build.make("solve", form, unknown, value, defined, found.walked, wanted.value, *bounds)
    equation.free = equation.free - {unknown}
    return equation


def _root(env: Specialising, equation: Instruction, wanted: Symbol) -> Given:
    """The root, undefined where none was found."""
    build = env.build
    good, lost = (build.make(one, equation, type="boolean") for one in SOLVED[1:])
    doubtful = build.either(wanted.walked, build.either(wanted.absent, wanted.undefined))
    doubtful = build.either(build.either(doubtful, wanted.no), env.merger.elsewhere(wanted))
    none = build.negation(build.either(good, lost))
    return Symbol(build.make(SOLVED[0], equation), "number", undefined=none, walked=build.either(lost, doubtful))


def circular(env: Specialising, node: n.Circular) -> Found:
    rule = env.model.rules[node.rule]
    if rule in env.stack[:-1]:
        env.hang(rule)
        return ABSENT
    if _hurried(env):
        return WALKED, None, NONE
    unknown, (found, unit) = _tried(env, node, env.situation, rule.name, None, node.value)
    symbol = lift(env.lost(found, env.merger.elsewhere(lift(found))))  # the unit is that of all the trials
    if symbol.walked is not False and symbol.undefined is True:
        return WALKED, unit, NONE
    if symbol.walked is True or symbol.undefined is True:
        return found, unit, NONE
    wanted = Symbol(unknown, "number")
    equation = _equation(env, "circular", unknown, symbol, wanted, (plain.LOWEST, plain.HIGHEST))
    if equation is None:
        return _constant_root(symbol, unknown), unit, NONE
    return _root(env, equation, replace(wanted, value=0.0)), unit, NONE


def _constant_root(symbol: Symbol, unknown: Instruction) -> Given:
    """A value that does not depend on itself is its own fixed point, if it is a number."""
    masks = [one for one in (symbol.undefined, symbol.walked) if isinstance(one, Instruction)]
    known = symbol.type == "number" and symbol.absent is False and symbol.no is False and not symbol.others
    return symbol if known and not any(unknown in one.free for one in masks) else WALKED
