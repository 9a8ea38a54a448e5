"""Le maximum de: the greatest of the items that apply, in its own unit. Example: `{le maximum de: [10 €, prime]}`."""

from typing import Any

from publicodes.core.nodes import Extremum, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    items = scope.nodes(body)
    return said(Extremum(">", items), "le maximum de", items=items)
