"""Toutes ces conditions: yes when every item is; the first that is `non` settles it.

Example: `{toutes ces conditions: [âge >= 18 an, résident]}`.
"""

from typing import Any

from publicodes.core.nodes import Node, Operation
from publicodes.mechanisms.bodies import said, yes
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    items = scope.nodes(body)
    result: Node = yes()
    for item in items:
        result = Operation("et", result, item)
    return said(result, "toutes ces conditions", items=items)
