"""Basics: constants, situation slots, operators, conditions and the tests of a value's state."""

from __future__ import annotations

from publicodes.core import nodes as n
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.walking.environment import ABSENT, Environment, Result
from publicodes.walking.missing import NONE, plus
from publicodes.walking.operators import combine, result_unit, short_left, short_right


def constant(_env: Environment, node: n.Constant) -> Result:
    return node.value, node.unit, NONE


def slot(env: Environment, node: n.Slot) -> Result:
    given = env.situation.get(node.rule.name)
    if given is None:
        return ABSENT
    return env.node(given) if isinstance(given, n.Node) else given


def operation(env: Environment, node: n.Operation) -> Result:
    op = node.op
    left, left_unit, left_missing = env.node(node.left)
    short = short_left(op, left)
    if short is not None:
        return short, None, left_missing
    right, right_unit, right_missing = env.node(node.right)
    if op == "/" and right.__class__ is float and right == 0:
        raise env.refuse("PC501", "division by zero", "test the divisor before dividing")
    short = short_right(op, right)
    if short is not None:
        return short, None, right_missing
    unit = result_unit(op, left_unit, right_unit)
    return combine(op, left, left_unit, right, right_unit, env.warn), unit, plus(left_missing, right_missing)


def condition(env: Environment, node: n.Condition) -> Result:
    test, missing = env.test(node)
    if test is NOT_APPLICABLE:
        return test, node.then.static_unit, missing
    if test is UNDEFINED:
        _, other_unit, other = env.node(node.otherwise)
        _, unit, more = env.node(node.then)
        return test, unit if unit is not None else other_unit, plus(plus(missing, other), more)
    value, unit, more = env.node(node.then if test else node.otherwise)
    return value, unit if unit is not None else node.then.static_unit, plus(missing, more)


def is_undefined(env: Environment, node: n.IsUndefined) -> Result:
    value, _, missing = env.node(node.value)
    return value is UNDEFINED, None, missing


def is_not_applicable(env: Environment, node: n.IsNotApplicable) -> Result:
    value, missing = env.not_applicable(node.value)
    return value, None, missing


def default_used(env: Environment, node: n.DefaultUsed) -> Result:
    value, unit, missing = env.node(node.value)
    return value, unit, plus(missing, {node.rule: max(missing.values(), default=0) + 1})
