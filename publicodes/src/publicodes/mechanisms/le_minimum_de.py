"""Le minimum de: the least of the items that apply, in its own unit. Example: `{le minimum de: [3000 €, salaire]}`."""

from typing import Any

from publicodes.core.nodes import Extremum, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    items = scope.nodes(body)
    return said(Extremum("<", items), "le minimum de", items=items)
