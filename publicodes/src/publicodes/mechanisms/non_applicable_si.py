"""Non applicable si: the value does not apply when a condition holds. Example: `{valeur: 9, non applicable si: cadre}`.

A condition that is itself not applicable does not hold; a number or a text, whatever it is, holds.
"""

from typing import Any

from publicodes.core.nodes import Condition, Node
from publicodes.mechanisms.bodies import equals_no, not_applicable, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    test = scope.node(body)
    node = Condition(equals_no(test), value, not_applicable())
    return said(node, "non applicable si", valeur=value, condition=test)
