"""Somme: the items added up; those that are not applicable count for nothing. Example: `{somme: [fixe, prime]}`.

It is `a + (b + (c + not applicable))`: from the last to the first, so that an item in `%` raises its left neighbour.
"""

from typing import Any

from publicodes.core.nodes import Node, Operation
from publicodes.mechanisms.bodies import not_applicable, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    items = scope.nodes(body)
    total: Node = not_applicable()
    for item in reversed(items):
        total = Operation("+", item, total)
    return said(total, "somme", items=items)
