"""Variable: a rule read by its name, without parsing an expression. Example: `{variable: salaire . brut}`."""

from typing import Any

from publicodes.core.nodes import Node
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    return scope.reference(body)
