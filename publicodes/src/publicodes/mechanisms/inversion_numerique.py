"""Inversion numérique: the value of this rule for which another takes the value given to it.

Example, in the rule `brut`: `{inversion numérique: [net, coût]}` or
`{inversion numérique: {avec: net, min: 0, max: 100000, tolérance d'erreur: 0.01}}`.
"""

from collections.abc import Mapping
from typing import Any

from publicodes.core.nodes import Constant, Inversion, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope

LOWEST, HIGHEST, TOLERANCE = -1_000_000.0, 100_000_000.0, 0.1


def read(scope: Scope, body: Any) -> Node:
    parts, before = (body, ("avec",)) if isinstance(body, Mapping) else ({"avec": body}, ())
    names = parts.get("avec")
    listed = names if isinstance(names, list) else [names]
    goals = [scope.reference(name, *before, place, fixed=True) for place, name in enumerate(listed)]
    bounds = (_bound(scope, parts, "min", LOWEST), _bound(scope, parts, "max", HIGHEST))
    node = Inversion(scope.rule, goals, *bounds, _bound(scope, parts, "tolérance d'erreur", TOLERANCE))
    return said(node, "inversion numérique", avec=goals)


def _bound(scope: Scope, parts: Mapping[str, Any], key: str, default: float) -> float:
    if parts.get(key) is None:
        return default
    node = scope.node(parts[key], key)
    if not isinstance(node, Constant) or not isinstance(node.value, float):
        scope.refuse("PC222", f"« {key} » of an inversion is a plain number", key)
    return node.value
