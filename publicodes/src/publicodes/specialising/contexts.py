"""Contexts: overrides that are symbols, or that override one."""

from __future__ import annotations

from publicodes.core import nodes as n
from publicodes.specialising.instructions import Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import lift
from publicodes.values.states import NOT_APPLICABLE
from publicodes.walking import contexts as plain
from publicodes.walking.environment import Result
from publicodes.walking.missing import NONE


def context(env: Specialising, node: n.Context) -> Result:
    """Overrides equal to what holds are dropped; symbols are equal when they are the same instructions."""
    overrides = plain.changed(env, node)
    if env.entered == (node, frozenset(overrides)):
        return NOT_APPLICABLE, None, NONE
    inner = plain.inside(env, node, {name: (value, unit, NONE) for name, (value, unit, _) in overrides.items()})
    value, unit, _ = inner.node(node.value)
    return env.lost(value, _failed(env, node)), unit, NONE


def _failed(env: Specialising, node: n.Context) -> Mask:
    """Where an override, or what it replaces, is in error: the context is too, whether or not it is read."""
    failed: Mask = False
    for reference, given in node.overrides:
        assert reference.rule is not None
        for value in (env.node(given)[0], env.rule(reference.rule)[0]):
            failed = env.build.either(failed, lift(value).walked)
    return failed
