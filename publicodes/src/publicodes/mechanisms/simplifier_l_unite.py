"""Simplifier l'unité: the same amount with the units of a kind cancelled. Example: 12 €.an/mois becomes 144 €.

Written `{valeur: total, simplifier l'unité: oui}`; what follows the word is not read.
"""

from typing import Any

from publicodes.core.nodes import Node, Simplification
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(_scope: Scope, value: Node, _body: Any) -> Node:
    return said(Simplification(value), "simplifier l'unité", valeur=value)
