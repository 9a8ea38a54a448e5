"""Texte: a sentence with values in it. Example: `{texte: "Vous avez droit à {{ aide }}."}`.

An opening `{{` that is never closed is a part of the sentence.
"""

from collections.abc import Iterator
from typing import Any

from publicodes.core.nodes import Node, Text
from publicodes.mechanisms.bodies import said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    if not isinstance(body, str):
        scope.refuse("PC209", "a text is expected here", mend="write it between quotes")
    parts: list[str | Node] = []
    for literal, expression in _pieces(body):
        parts += [literal] if literal else []
        parts += [] if expression is None else [scope.node(expression)]
    return said(Text(parts), "texte", parts=parts)


def _pieces(sentence: str) -> Iterator[tuple[str, str | None]]:
    """Each literal with the expression after it; the last literal has none."""
    start = 0
    while (opening := sentence.find("{{", start)) >= 0 and (closing := sentence.find("}}", opening + 2)) >= 0:
        yield sentence[start:opening], sentence[opening + 2 : closing]
        start = closing + 2
    yield sentence[start:], None
