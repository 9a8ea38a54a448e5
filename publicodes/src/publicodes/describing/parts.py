"""Parts: the operands of a node as a reader of the language knows them, by the names they are written under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from publicodes.core import nodes as n

ROLES = {"jusqu_à": "jusqu'à", "items": "", "parts": "", "condition": "", "défaut": "par défaut"}
"""Where the name of a part is not the word it is written under: a bare item has none."""


class Part(NamedTuple):
    """An operand: the key it is written under (empty for an item), and its bracket or branch, counted from 1."""

    role: str
    node: n.Node
    place: int = 0


def parts(node: n.Node) -> Iterator[Part]:
    """The operands of a node in the order in which they are written; those of an expression are what it reads."""
    if node.clause is not None:
        for name, body in node.clause.parts.items():
            yield from _named(ROLES.get(name, name), body, node)
    elif isinstance(node, n.Operation):
        yield from (Part("", atom) for atom in atoms(node))
    elif isinstance(node, n.DefaultUsed):
        yield Part("", node.value)


def atoms(node: n.Operation) -> Iterator[n.Node]:
    """What an expression reads: all of it but its operators and its literals, from left to right."""
    waiting: list[n.Node] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, n.Operation) and one.clause is None:
            waiting += [one.right, one.left]
        elif not isinstance(one, n.Constant):
            yield one


def _named(role: str, body: Any, node: n.Node) -> Iterator[Part]:
    if isinstance(body, n.Node):
        yield Part(role, body)
    elif isinstance(body, list | tuple):
        for place, item in enumerate(body, 1):
            yield from _item(role, item, place, node)


def _item(role: str, item: Any, place: int, node: n.Node) -> Iterator[Part]:
    if isinstance(item, n.Node):
        yield Part("" if role == "items" else role, item)
    elif isinstance(item, n.Branch):
        if item.test is not None:
            yield Part("si", item.test, place)
        yield Part("sinon" if item.test is None else "alors", item.then, place)
    elif isinstance(item, n.Bracket):
        if item.ceiling is not None:
            yield Part("plafond", item.ceiling, place)
        yield Part("montant" if isinstance(node, n.Scale) and node.form == "grille" else "taux", item.amount, place)
    elif isinstance(item, tuple):
        reference, given = item
        yield Part(reference.name, given)
