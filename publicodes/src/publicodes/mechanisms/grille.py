"""Grille: the amount of the bracket in which the base falls.

Example: `{grille: {assiette: enfants, tranches: [{montant: 0 €, plafond: 1}, {montant: 150 €}]}}`.
"""

from typing import Any

from publicodes.core.nodes import Node
from publicodes.mechanisms.scope import Scope
from publicodes.mechanisms.tranches import scale


def read(scope: Scope, body: Any) -> Node:
    return scale(scope, body, "grille", "montant")
