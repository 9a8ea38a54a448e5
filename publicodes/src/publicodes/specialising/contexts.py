"""Contexts: overrides that are symbols, or that override one."""

from __future__ import annotations

from publicodes.core import nodes as n
from publicodes.specialising.instructions import Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Symbol, lift
from publicodes.values.states import NOT_APPLICABLE
from publicodes.walking import contexts as plain
from publicodes.walking.missing import NONE


def context(env: Specialising, node: n.Context) -> Found:
    """Overrides equal to what holds are dropped; symbols are equal when they are the same instructions."""
    overrides = plain.changed(env, node)
    if env.entered == (node, frozenset(overrides)):
        return NOT_APPLICABLE, None, NONE
    inner = plain.inside(env, node, {name: (value, unit, NONE) for name, (value, unit, _) in overrides.items()})
    if node in env.course.contexts and _vary(env, node):
        return WALKED, None, NONE
    env.course.contexts.append(node)
    try:
        value, unit, _ = inner.node(node.value)
    finally:
        env.course.contexts.pop()
    return env.lost(value, _failed(env, node)), unit, NONE


def _vary(env: Specialising, node: n.Context) -> bool:
    """Whether an override may equal what holds in some rows only: a context that comes back to itself hangs on that."""
    return any(
        isinstance(one, Symbol)
        for reference, given in node.overrides
        for one in (env.node(given)[0], env.rule(reference.rule)[0])
    )


def _failed(env: Specialising, node: n.Context) -> Mask:
    """Where an override, or what it replaces, is in error: the context is too, whether or not it is read."""
    failed: Mask = False
    for reference, given in node.overrides:
        for value in (env.node(given)[0], env.rule(reference.rule)[0]):
            failed = env.build.either(failed, lift(value).walked)
    return failed
