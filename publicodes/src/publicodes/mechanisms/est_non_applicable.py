"""Est non applicable: whether the value does not apply. Example: `{est non applicable: prime}`."""

from typing import Any

from publicodes.core.nodes import IsNotApplicable, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    value = scope.node(body)
    return said(IsNotApplicable(value), "est non applicable", valeur=value)
