"""Condition: one of two values. Example: `{condition: {si: cadre, alors: 3 %, sinon: 2 %}}`.

All three keys are mandatory.
"""

from typing import Any

from publicodes.core.nodes import Condition, Node
from publicodes.mechanisms.bodies import mapping, operand, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    parts = mapping(scope, body, "si", "alors", "sinon")
    test, then, otherwise = (operand(scope, parts, key) for key in ("si", "alors", "sinon"))
    return said(Condition(test, then, otherwise), "condition", si=test, alors=then, sinon=otherwise)
