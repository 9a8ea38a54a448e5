"""Instructions: a straight-line program, written once per distinct operation (hash-consing).

An argument is an instruction or a constant. Masks are boolean instructions, or the constants True and False.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

from publicodes.values.dates import difference
from publicodes.walking import operators
from publicodes.walking.quantities import natural, rounded

Type: TypeAlias = Literal["number", "boolean", "string", "date"]


class Instruction:
    """One operation. `free` are the unknowns of the equations it depends on; `type` that of its result."""

    __slots__ = ("args", "free", "op", "type")

    def __init__(self, op: str, args: tuple[Any, ...], type: Type, free: frozenset[Instruction]) -> None:
        self.op, self.args, self.type, self.free = op, args, type, free

    def __repr__(self) -> str:
        return f"{self.op}({', '.join(f'%{id(arg) & 0xFFFF:x}' if isinstance(arg, Instruction) else repr(arg) for arg in self.args)})"


Argument: TypeAlias = "Instruction | float | bool | str"
Mask: TypeAlias = "Instruction | bool"
NO_UNKNOWN: Final[frozenset[Instruction]] = frozenset()

FOLDED: dict[str, Callable[..., Any]] = {
    "div": operators.divide,
    "whole": operators.whole,
    "pow": operators.power,
    "round": rounded,
    "log": natural,
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
    "min": min,
    "max": max,
    "float": float,
    "elapsed": lambda start, end, unit: max(0.0, difference(int(start), int(end), unit)),
}
BOOLEAN = frozenset(("lt", "le", "gt", "ge", "eq", "and", "or", "not", "solve_good"))


class Builder:
    """Appends instructions; asking twice for the same one gives the same one."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, ...], Instruction] = {}
        self.unknowns = 0

    def make(self, op: str, *args: Any, type: Type = "number") -> Instruction:
        key = (op, *(((arg.__class__, arg) if not isinstance(arg, Instruction) else arg) for arg in args))
        found = self.known.get(key)
        if found is None:
            free = frozenset().union(*(arg.free for arg in args if isinstance(arg, Instruction)))
            found = self.known[key] = Instruction(op, args, type, free)
        return found

    def input(self, name: str, type: Type) -> Instruction:
        return self.make("input", name, type=type)

    def unknown(self) -> Instruction:
        """The unknown of a new equation."""
        self.unknowns += 1
        instruction = Instruction("unknown", (self.unknowns,), "number", NO_UNKNOWN)
        instruction.free = frozenset((instruction,))
        return instruction

    # Numbers

    def number(self, op: str, *args: Argument) -> Argument:
        """An arithmetic operation or a comparison, computed at once on constants."""
        if op in FOLDED and not any(isinstance(arg, Instruction) for arg in args):
            return FOLDED[op](*args)  # type: ignore[no-any-return]
        return _neutral(op, args) or self.make(op, *args, type="boolean" if op in BOOLEAN else "number")

    # Masks

    def negation(self, mask: Mask) -> Mask:
        if isinstance(mask, bool):
            return not mask
        return mask.args[0] if mask.op == "not" else self.make("not", mask, type="boolean")

    def both(self, left: Mask, right: Mask) -> Mask:
        if left is True or left is right:
            return right
        if right is True:
            return left
        if left is False or right is False or self._opposed(left, right):
            return False
        return self.make("and", *_ordered(left, right), type="boolean")

    def either(self, left: Mask, right: Mask) -> Mask:
        if left is False or left is right:
            return right
        if right is False:
            return left
        if left is True or right is True or self._opposed(left, right):
            return True
        return self.make("or", *_ordered(left, right), type="boolean")

    def _opposed(self, left: Mask, right: Mask) -> bool:
        return self.negation(left) is right

    def select(self, mask: Mask, then: Argument, otherwise: Argument) -> Argument:
        """`then` where the mask holds, `otherwise` elsewhere."""
        if isinstance(mask, bool):
            return then if mask else otherwise
        if same(then, otherwise):
            return then
        if isinstance(then, bool) and isinstance(otherwise, bool):
            return mask if then else self.negation(mask)
        if mask.op == "not":
            return self.select(mask.args[0], otherwise, then)
        if isinstance(then, bool) or isinstance(otherwise, bool):
            return self._logical(mask, then, otherwise)
        kind = next((arg.type for arg in (then, otherwise) if isinstance(arg, Instruction)), None)
        return self.make(
            "select", mask, then, otherwise, type=kind or ("string" if isinstance(then, str) else "number")
        )

    def _logical(self, mask: Mask, then: Any, otherwise: Any) -> Argument:
        """A choice between a mask and a boolean is a mask."""
        if then is True:
            return self.either(mask, otherwise)
        if then is False:
            return self.both(self.negation(mask), otherwise)
        if otherwise is True:
            return self.either(self.negation(mask), then)
        return self.both(mask, then)


def same(left: Argument, right: Argument) -> bool:
    if isinstance(left, Instruction) or isinstance(right, Instruction):
        return left is right
    return left.__class__ is right.__class__ and (left == right or (left != left and right != right))


def _ordered(left: Any, right: Any) -> tuple[Any, Any]:
    """`and` and `or` do not mind the order: one of the two writings is enough."""
    return (left, right) if id(left) <= id(right) else (right, left)


def _neutral(op: str, args: tuple[Argument, ...]) -> Argument | None:
    """What an operation with a neutral constant leaves unchanged. Zero is kept: −0 and infinities matter little, NaN does."""
    if op in ("mul", "div") and args[1].__class__ is float and args[1] == 1.0:
        return args[0]
    if op == "mul" and args[0].__class__ is float and args[0] == 1.0:
        return args[1]
    if op in ("add", "sub") and args[1].__class__ is float and args[1] == 0.0:
        return args[0]
    if op == "add" and args[0].__class__ is float and args[0] == 0.0:
        return args[1]
    if op == "min" and math.inf in args:
        return args[0] if args[1] == math.inf else args[1]
    return None
