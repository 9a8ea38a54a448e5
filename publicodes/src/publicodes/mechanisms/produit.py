"""Produit: the items multiplied, then the unit simplified. Example: `{produit: [assiette, taux]}`.

One item that is not applicable makes the whole not applicable. `multiplication` is another spelling of it.
"""

from typing import Any

from publicodes.core.nodes import Node, Operation, Simplification
from publicodes.mechanisms.bodies import number, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    items = scope.nodes(body)
    product: Node = number(1)
    for item in items:
        product = Operation("*", item, product)
    return said(Simplification(product), "produit", items=items)
