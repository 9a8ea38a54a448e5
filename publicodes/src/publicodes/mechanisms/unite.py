"""Unité: the value expressed in a unit. Example: `{valeur: 24000 €/an, unité: €/mois}` is 2000 €/mois."""

from typing import Any

from publicodes.core.nodes import Conversion, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    return said(Conversion(value, scope.unit(body)), "unité", valeur=value)
