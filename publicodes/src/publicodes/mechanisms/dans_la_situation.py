"""Dans la situation: another value takes the place of this one when it is known.

Example: `{valeur: 1, dans la situation: réponse}`. Every public rule has it, unwritten, with its own slot.
"""

from typing import Any

from publicodes.core.nodes import Condition, IsUndefined, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    return lower(value, scope.node(body))


def lower(value: Node, given: Node) -> Node:
    """`given` when it is defined, else `value`."""
    node = Condition(IsUndefined(given), value, given)
    return said(node, "dans la situation", valeur=value, situation=given)
