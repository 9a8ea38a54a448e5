"""Résoudre la référence circulaire: the value that the rule must have to agree with itself.

Example, in the rule `frais`: `{valeur: (assiette + frais) * 2 %, résoudre la référence circulaire: oui}`.
The word alone asks for it: what follows it is not read.
"""

from typing import Any

from publicodes.core.nodes import Circular, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, _body: Any) -> Node:
    return said(Circular(scope.rule, value), "résoudre la référence circulaire", valeur=value)
