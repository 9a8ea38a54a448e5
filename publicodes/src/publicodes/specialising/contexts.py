"""Contexts: overrides that are symbols, or that override one."""

from __future__ import annotations

from publicodes.core import nodes as n
from publicodes.specialising.specialiser import Specialising
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
    return value, unit, NONE


