"""Applicable si: the value applies only when a condition holds. Example: `{valeur: 10 €, applicable si: cadre}`.

A condition that is `non` or not applicable does not hold; a number or a text, whatever it is, holds.
"""

from typing import Any

from publicodes.core.nodes import Condition, Node
from publicodes.mechanisms.bodies import differs_from_no, not_applicable, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    test = scope.node(body)
    node = Condition(differs_from_no(test), value, not_applicable())
    return said(node, "applicable si", valeur=value, condition=test)
