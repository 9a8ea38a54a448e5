"""Le maximum de: the greatest of the items that apply, in its own unit. Example: `{le maximum de: [10 €, prime]}`."""

from typing import Any

from publicodes.core.nodes import Node
from publicodes.mechanisms.extrema import read_extremum
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    return read_extremum(scope, "le maximum de", ">", body)
