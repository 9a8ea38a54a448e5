"""Taux progressif: a rate that grows in a straight line inside each bracket; the result is in `%`.

Example: `{taux progressif: {assiette: ventes, tranches: [{taux: 5 %, plafond: 100 €}, {taux: 9 %, plafond: 200 €}]}}`.
"""

from typing import Any

from publicodes.core.nodes import Node
from publicodes.mechanisms.scope import Scope
from publicodes.mechanisms.tranches import scale


def read(scope: Scope, body: Any) -> Node:
    return scale(scope, body, "taux progressif", "taux")
