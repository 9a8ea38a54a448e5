"""Logarithme: the natural logarithm. Example: `{logarithme: distance}`."""

from typing import Any

from publicodes.core.nodes import Logarithm, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    value = scope.node(body)
    return said(Logarithm(value), "logarithme", valeur=value)
