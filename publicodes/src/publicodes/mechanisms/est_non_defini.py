"""Est non défini: whether the value is still unknown. Example: `{est non défini: salaire}`."""

from typing import Any

from publicodes.core.nodes import IsUndefined, Node
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    value = scope.node(body)
    return said(IsUndefined(value), "est non défini", valeur=value)
