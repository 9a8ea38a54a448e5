"""Plancher: the value, never below a floor. Example: `{valeur: solde, plancher: 0 €}`.

A floor that is `non` or not applicable is no floor.
"""

from typing import Any

from publicodes.core.nodes import Condition, Node, Operation
from publicodes.mechanisms.bodies import differs_from_no, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    floor = scope.node(body)
    below = Operation("et", differs_from_no(floor), Operation("<", value, floor))
    return said(Condition(below, floor, value), "plancher", valeur=value, plancher=floor)
