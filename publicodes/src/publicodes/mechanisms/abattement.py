"""Abattement: the value less an amount or a share, never below zero. Example: `{valeur: revenu, abattement: 10 %}`."""

from typing import Any

from publicodes.core.nodes import Condition, Node, Operation
from publicodes.mechanisms.bodies import differs_from_no, number, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, value: Node, body: Any) -> Node:
    amount, floor = scope.node(body), number(0)
    rest = Operation("-", value, amount)
    below = Operation("et", differs_from_no(floor), Operation("<", rest, floor))
    return said(Condition(below, floor, rest), "abattement", valeur=value, abattement=amount)
