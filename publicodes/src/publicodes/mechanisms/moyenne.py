"""Moyenne: the mean of the items that are applicable. Example: `{moyenne: [note 1, note 2]}`.

It is their sum divided by the number of those that apply; an item without answer leaves the mean without value.
"""

from collections.abc import Iterable
from typing import Any

from publicodes.core.nodes import Condition, IsNotApplicable, Node, Operation
from publicodes.mechanisms.bodies import differs_from_no, equals_no, not_applicable, number, said
from publicodes.mechanisms.scope import Scope


def read(scope: Scope, body: Any) -> Node:
    items = scope.nodes(body)
    return said(Operation("/", _sum(items), _sum([_one_if_applicable(item) for item in items])), "moyenne", items=items)


def _sum(items: Iterable[Node]) -> Node:
    total: Node = not_applicable()
    for item in reversed(list(items)):
        total = Operation("+", item, total)
    return total


def _one_if_applicable(item: Node) -> Node:
    return Condition(differs_from_no(equals_no(IsNotApplicable(item))), number(1), not_applicable())
