"""Barème: marginal rates, each applied to the part of the base inside its bracket.

Example: `{barème: {assiette: revenu, tranches: [{taux: 0 %, plafond: 11294 €}, {taux: 11 %}]}}`.
"""

from typing import Any

from publicodes.core.nodes import Node
from publicodes.mechanisms.scope import Scope
from publicodes.mechanisms.tranches import scale


def read(scope: Scope, body: Any) -> Node:
    return scale(scope, body, "barème", "taux")
