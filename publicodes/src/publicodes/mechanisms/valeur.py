"""Valeur: the value itself, written where other words bear on it. Example: `{valeur: salaire, plafond: 3000 €}`."""

from typing import Any

from publicodes.core.nodes import Node
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    return scope.node(body)
