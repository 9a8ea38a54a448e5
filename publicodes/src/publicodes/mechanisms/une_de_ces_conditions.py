"""Une de ces conditions: yes as soon as one item is. Example: `{une de ces conditions: [étudiant, âge < 26 an]}`."""

from typing import Any

from publicodes.core.nodes import Node, Operation
from publicodes.mechanisms.bodies import no, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    items = scope.nodes(body)
    result: Node = no()
    for item in items:
        result = Operation("ou", result, item)
    return said(result, "une de ces conditions", items=items)
