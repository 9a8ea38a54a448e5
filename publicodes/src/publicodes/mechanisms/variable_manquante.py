"""Variable manquante: the same value, which also tells that a rule is missing.

Example: `{valeur: 3, variable manquante: âge}`.
"""

from typing import Any

from publicodes.core.nodes import DefaultUsed, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    if not isinstance(body, str):
        scope.refuse("PC209", "the name of a rule is expected here")
    return said(DefaultUsed(value, body), "variable manquante", valeur=value)
