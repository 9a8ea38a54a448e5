"""Plafond: the value, never above a ceiling. Example: `{valeur: salaire, plafond: 3864 €/mois}`.

A ceiling that is `non` or not applicable is no ceiling.
"""

from typing import Any

from publicodes.core.nodes import Condition, Node, Operation
from publicodes.mechanisms.bodies import differs_from_no, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    ceiling = scope.node(body)
    above = Operation("et", differs_from_no(ceiling), Operation(">", value, ceiling))
    return said(Condition(above, ceiling, value), "plafond", valeur=value, plafond=ceiling)
