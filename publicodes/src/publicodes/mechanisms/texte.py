"""Texte: a sentence with values in it. Example: `{texte: "Vous avez droit à {{ aide }}."}`.

An opening `{{` that is never closed is a part of the sentence.
"""

import re
from typing import Any

from publicodes.core.nodes import Node, Text
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope

VALUE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def read(scope: Scope, body: Any) -> Node:
    if not isinstance(body, str):
        scope.refuse("PC209", "a text is expected here", mend="write it between quotes")
    parts: list[str | Node] = []
    for place, piece in enumerate(VALUE.split(body)):
        if place % 2:
            parts.append(scope.node(piece))
        elif piece:
            parts.append(piece)
    return said(Text(parts), "texte", parts=parts)
