"""Par défaut: the value taken while the rule has none. Example: `{par défaut: 35 heure/semaine}`.

At the level of a rule that can be asked, taking it also tells that the rule is missing.
"""

from typing import Any

from publicodes.core.nodes import Condition, IsUndefined, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    return lower(value, scope.node(body))


def lower(value: Node, default: Node) -> Node:
    """`default` when `value` is undefined, else `value`."""
    node = Condition(IsUndefined(value), default, value)
    return said(node, "par défaut", valeur=value, défaut=default)
