"""Bodies: what the mechanisms check alike before they read their operands, and the constants they lower with."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from publicodes.core.nodes import Clause, Constant, Node, Operation
from publicodes.mechanisms.scope import Scope
from publicodes.values.states import NOT_APPLICABLE

Plain: TypeAlias = Callable[[Scope, Any], Node]
"""Reads a word that stands alone: its body → the lowered node. Raises ModelError when the body is malformed."""

Chained: TypeAlias = Callable[[Scope, Node, Any], Node]
"""Reads a word that bears on a value: that value and the word's body → the lowered node."""


def mapping(scope: Scope, body: Any, *keys: str) -> Mapping[str, Any]:
    """The body, which must be a mapping; `keys` are told in the mend."""
    if not isinstance(body, Mapping):
        mend = f"write the keys {', '.join(f'« {key} »' for key in keys)}"
        scope.refuse("PC204" if body is None else "PC206", "a mapping is expected here", mend=mend)
    return body


def sequence(scope: Scope, body: Any, *keys: str) -> Sequence[Any]:
    """The body, which must be a list."""
    if not isinstance(body, list | tuple):
        code = "PC204" if body is None else "PC205"
        scope.refuse(code, "a list is expected here", *keys, mend="begin each item with « - » on its own line")
    return body


def operand(scope: Scope, body: Mapping[str, Any], key: str, *before: str | int) -> Node:
    """The operand written under `key`, which cannot be left out."""
    raw = body.get(key)
    if raw is None:
        scope.refuse("PC204", f"« {key} » is missing or empty", *before, mend=f"write « {key}: » and its value")
    return scope.node(raw, *before, key)


def said(node: Node, word: str, **parts: Any) -> Node:
    """The node, which remembers the word it was lowered from and the operands by their names."""
    node.clause = Clause(word, parts)
    return node


def yes() -> Constant:
    return Constant(True, type="boolean")


def no() -> Constant:
    return Constant(False, type="boolean")


def number(value: float) -> Constant:
    return Constant(value, type="number")


def not_applicable() -> Constant:
    return Constant(NOT_APPLICABLE)


def differs_from_no(node: Node) -> Node:
    """The test « node != non »."""
    return Operation("!=", node, no())


def equals_no(node: Node) -> Node:
    """The test « node = non »."""
    return Operation("=", node, no())
