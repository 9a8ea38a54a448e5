"""Extrema: how `le maximum de` and `le minimum de` are read, which differ by their comparison only."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from publicodes.core.nodes import Condition, Extremum, IsNotApplicable, Node, Operation
from publicodes.mechanisms.bodies import not_applicable, said, sequence
from publicodes.mechanisms.scope import Scope

ITEM, BEST = "$INTERNAL valeur", "$INTERNAL acc"


def read_extremum(scope: Scope, word: str, op: Literal["<", ">"], body: Any) -> Node:
    if scope.quirks and scope.rule:
        return _hidden(scope, word, op, sequence(scope, body))
    items = scope.nodes(body)
    return said(Extremum(op, items), word, items=items)


def _hidden(scope: Scope, word: str, op: Literal["<", ">"], body: Sequence[Any]) -> Node:
    """As the reference does it: two hidden rules, the last item and the best of those before it."""
    if any(_holds_another(item) for item in body):
        scope.refuse(
            "PC216", "two extrema in one rule would declare the same hidden rules", mend="make a rule of the inner one"
        )
    if not body:
        return not_applicable()
    scope.declare(f"[privé] {ITEM}", {"valeur": body[-1]}, len(body) - 1)
    scope.declare(f"[privé] {BEST}", {word: list(body[:-1])})
    better = Operation("ou", _without(scope, BEST), Operation(op, scope.reference(ITEM), scope.reference(BEST)))
    chosen = Condition(better, scope.reference(ITEM), scope.reference(BEST))
    return Condition(_without(scope, ITEM), scope.reference(BEST), chosen)


def _holds_another(raw: Any) -> bool:
    if isinstance(raw, Mapping):
        return "le maximum de" in raw or "le minimum de" in raw or any(map(_holds_another, raw.values()))
    return isinstance(raw, list) and any(map(_holds_another, raw))


def _without(scope: Scope, rule: str) -> Node:
    return IsNotApplicable(scope.reference(rule))
