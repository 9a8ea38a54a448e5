"""Wording: a node as it would be written in a rule, on one line."""

from __future__ import annotations

from publicodes.core import nodes as n
from publicodes.values.formatting import serialise_value
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Value
from publicodes.values.units import Unit, serialise

PRECEDENCE = {"**": 4, "*": 3, "/": 3, "//": 3, "+": 2, "-": 2, "et": 0, "ou": 0}
COMPARISON = 1
LONGEST = 400
"""Characters of an expression, beyond which it is cut: it may be as long as a model."""

DEEPEST = 60


def worded(node: n.Node) -> str:
    """The expression of a node; the word of a mechanism stands for the whole of it, between brackets."""
    text = _worded(node, 0)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _worded(node: n.Node, depth: int) -> str:
    if depth > DEEPEST:
        return "…"
    if node.clause is not None:
        return f"[{node.clause.word}]"
    if isinstance(node, n.Operation):
        return f"{_side(node.left, node, depth)} {node.op} {_side(node.right, node, depth, right=True)}"
    if isinstance(node, n.Constant):
        return constant(node.value, node.unit)
    if isinstance(node, n.DefaultUsed):
        return _worded(node.value, depth)
    return node.name if isinstance(node, n.Reference) else ""


def constant(value: Value, unit: Unit | None) -> str:
    """A value as an expression writes it; the two absences, which have no literal, by their names."""
    if value is NOT_APPLICABLE:
        return "non applicable"
    if value is UNDEFINED:
        return "non défini"
    text = serialise_value(value, None) or ""
    label = serialise(unit)
    return f"{text} {label}" if label else text


def _side(operand: n.Node, around: n.Operation, depth: int, *, right: bool = False) -> str:
    """An operand, between parentheses where the reading order asks for them."""
    text = _worded(operand, depth + 1)
    if not isinstance(operand, n.Operation) or operand.clause is not None:
        return text
    inner, outer = (PRECEDENCE.get(one.op, COMPARISON) for one in (operand, around))
    rightward = around.op == "**"
    return f"({text})" if inner < outer or (inner == outer and right != rightward) else text
