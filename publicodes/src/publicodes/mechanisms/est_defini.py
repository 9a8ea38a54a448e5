"""Est défini: whether the value is known; a value that is not applicable is. Example: `{est défini: salaire}`."""

from typing import Any

from publicodes.core.nodes import IsUndefined, Node
from publicodes.mechanisms.bodies import equals_no, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    value = scope.node(body)
    return said(equals_no(IsUndefined(value)), "est défini", valeur=value)
