"""Contexts: a value in the current situation overridden by a few others (SPEC §14)."""

from __future__ import annotations

from publicodes.core import nodes as n
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.walking.environment import Environment, Result
from publicodes.walking.missing import NONE


def context(env: Environment, node: n.Context) -> Result:
    overrides = changed(env, node)
    key = frozenset(overrides)
    if env.entered == (node, key):
        return NOT_APPLICABLE, None, NONE
    inner = inside(env, node, overrides)
    value, unit, missing = inner.node(node.value)
    hidden = {
        reference.rule.name
        for reference, given in node.overrides
        if reference.rule and env.node(given)[0] is not UNDEFINED
    }
    return value, unit, {name: score for name, score in missing.items() if name not in hidden}


def changed(env: Environment, node: n.Context) -> dict[str, Result]:
    """The overrides that differ, by value and unit, from what holds already."""
    found = {}
    for reference, given in node.overrides:
        rule = reference.rule
        if rule is not None and not _same(result := env.node(given), env.rule(rule)):
            found[rule.name] = result
    return found


def _same(left: Result, right: Result) -> bool:
    texts = [result[1].text if result[1] is not None else None for result in (left, right)]
    return left[0].__class__ is right[0].__class__ and left[0] == right[0] and texts[0] == texts[1]


def inside(env: Environment, node: n.Context, overrides: dict[str, Result]) -> Environment:
    """The environment of a context, made once. What is undefined leaves its rule without answer, but is missing."""
    known = env.contexts.get(node)
    if known is not None:
        return known
    inner = env.contexts[node] = env.within({**env.situation, **overrides})
    inner.entered = (node, frozenset(overrides))
    if not overrides:
        inner.memo = dict(env.memo)
    return inner
