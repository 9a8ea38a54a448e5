"""Avec: rules nested under this one, written inside it. Example: `{valeur: prix * taux, avec: {taux: 20 %}}`.

They bear the name of the rule being defined, however deep the word is written; the value is unchanged.
"""

from typing import Any

from publicodes.core.nodes import Node
from publicodes.mechanisms.bodies import mapping
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    for name, raw in mapping(scope, {} if body is None else body, "the names of rules").items():
        scope.declare(name, raw, name)
    return value
