"""Est applicable: whether the value applies, without computing it when possible. Example: `{est applicable: prime}`."""

from typing import Any

from publicodes.core.nodes import IsNotApplicable, Node
from publicodes.mechanisms.bodies import equals_no, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    value = scope.node(body)
    return said(equals_no(IsNotApplicable(value)), "est applicable", valeur=value)
