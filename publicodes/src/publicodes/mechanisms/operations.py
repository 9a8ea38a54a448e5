"""Operations: the binary operators as keys, with a list of two operands. Example: `{'+': [salaire, prime]}`.

A third operand is ignored. `et` and `ou` exist only in this form: expressions have no word for them.
"""

from typing import Any, get_args

from publicodes.core.nodes import Node, Operation, Operator
from publicodes.mechanisms.bodies import Plain, sequence
from publicodes.mechanisms.scope import Scope

OPERATORS: tuple[Operator, ...] = get_args(Operator)


def reader(op: Operator) -> Plain:
    """The read function of one operator."""

    def read(scope: Scope, body: Any) -> Node:
        operands = sequence(scope, body)
        if len(operands) < 2:
            scope.refuse("PC204", f"« {op} » takes two operands", mend="write a list of two items")
        return Operation(op, scope.node(operands[0], 0), scope.node(operands[1], 1))

    return read
