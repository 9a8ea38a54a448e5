"""Arrondi: the value rounded, halves upwards. Example: `{valeur: 12.345 €, arrondi: 2 décimales}`.

`oui` keeps no decimal.
"""

from typing import Any

from publicodes.core.nodes import Node, Rounding
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    digits = scope.node(body)
    return said(Rounding(value, digits), "arrondi", valeur=value, arrondi=digits)
