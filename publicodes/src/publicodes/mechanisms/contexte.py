"""Contexte: the value as it would be if some rules had other values.

Example: `{valeur: impôt, contexte: {enfants: 0, revenu: 30000 €/an}}`.
"""

from typing import Any

from publicodes.core.nodes import Context, Node
from publicodes.mechanisms.bodies import mapping, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    pairs = mapping(scope, body, "the names of rules").items()
    overrides = [(scope.reference(name, name, fixed=True), scope.node(raw, name)) for name, raw in pairs]
    return said(Context(value, overrides), "contexte", valeur=value, contexte=overrides)
