"""Instructions: a straight-line program, written once per distinct operation (hash-consing).

An argument is an instruction or a constant. Masks are boolean instructions, or the constants True and False.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, TypeAlias

from publicodes.specialising.bounds import ANY, found_bounds, never
from publicodes.specialising.logic import Logic
from publicodes.values.dates import difference
from publicodes.walking import operators
from publicodes.walking.quantities import natural, rounded

Type: TypeAlias = Literal["number", "boolean", "string", "date"]


BITS: Final = 60
"""What a machine word holds."""


class Instruction:
    """One operation. `free` are the unknowns of the equations it depends on; `type` that of its result.

    `bounds` are what a number lies between; `looks` tells apart, one bit each, most of the values a mask looks at.
    """

    __slots__ = ("args", "bit", "bounds", "free", "looks", "op", "type")

    def __init__(
        self, op: str, args: tuple[Any, ...], type: Type, free: frozenset[Instruction], number: int = 0
    ) -> None:
        self.op, self.args, self.type, self.free = op, args, type, free
        self.bit = 1 << number % BITS
        self.looks = self.bit if type != "boolean" else _looked(self)
        self.bounds = found_bounds(op, args) if type == "number" else ANY

    def __repr__(self) -> str:
        told = (f"%{id(arg) & 0xFFFF:x}" if isinstance(arg, Instruction) else repr(arg) for arg in self.args)
        return f"{self.op}({', '.join(told)})"


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
SOLVED: Final = ("solve_root", "solve_good", "solve_lost")
"""What an equation gives: its root, where there is one, and the rows to be walked."""

BOOLEAN = frozenset(("lt", "le", "gt", "ge", "eq", "and", "or", "not", *SOLVED[1:]))


class Builder:
    """Appends instructions; asking twice for the same one gives the same one."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, ...], Instruction] = {}
        self.unknowns = 0
        self.logic = Logic()
        self.simpler: dict[tuple[Instruction, Instruction, int], Mask] = {}

    def make(self, op: str, *args: Any, type: Type = "number") -> Instruction:
        key = (op, *(((arg.__class__, arg) if not isinstance(arg, Instruction) else arg) for arg in args))
        found = self.known.get(key)
        if found is None:
            free = frozenset().union(*(arg.free for arg in args if isinstance(arg, Instruction)))
            found = self.known[key] = Instruction(op, args, type, free, len(self.known))
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
        if len(args) == 2 and never(op, *args):
            return False
        return _neutral(op, args) or self.make(op, *args, type="boolean" if op in BOOLEAN else "number")

    # Masks

    def test(self, op: str, left: Argument, right: Argument) -> Mask:
        """Where a comparison holds."""
        return self.number(op, left, right)  # type: ignore[return-value]

    def negation(self, mask: Mask) -> Mask:
        if isinstance(mask, bool):
            return not mask
        return mask.args[0] if mask.op == "not" else self.make("not", mask, type="boolean")

    def both(self, left: Mask, right: Mask) -> Mask:
        if left is True or left is right:
            return right
        if right is True:
            return left
        if left is False or right is False:
            return False
        last = self.under(right, left)
        first = left if isinstance(last, bool) else self.under(left, last)
        if last is right and first is left:
            return self.make("and", *_ordered(left, right), type="boolean")
        return self.both(first, last)

    def either(self, left: Mask, right: Mask) -> Mask:
        if left is False or left is right:
            return right
        if right is False:
            return left
        if left is True or right is True:
            return True
        last = self.under(right, self.negation(left))
        first = left if isinstance(last, bool) else self.under(left, self.negation(last))
        if last is right and first is left:
            return self.make("or", *_ordered(left, right), type="boolean")
        return self.either(first, last)

    def under(self, mask: Mask, known: Mask, depth: int = 2) -> Mask:
        """A mask that is looked at only where `known` holds."""
        if isinstance(mask, bool) or isinstance(known, bool) or not mask.looks & known.looks:
            return mask
        key = (mask, known, depth)
        found = self.simpler.get(key)
        if found is None:
            found = self.simpler[key] = self._under(mask, known, depth)
        return found

    def _under(self, mask: Instruction, known: Instruction, depth: int) -> Mask:
        if self.logic.implies(known, mask):
            return True
        if self.logic.excludes(known, mask):
            return False
        if mask.op == "not":
            return self.negation(self.under(mask.args[0], known, depth))
        if depth == 0 or mask.op not in ("and", "or"):
            return mask
        parts = [self.under(one, known, depth - 1) for one in mask.args]
        if all(one is part for one, part in zip(mask.args, parts, strict=True)):
            return mask
        return (self.both if mask.op == "and" else self.either)(*parts)

    def seen(self, value: Argument, known: Mask) -> Argument:
        """A value that is looked at only where `known` holds."""
        if not isinstance(value, Instruction) or isinstance(known, bool):
            return value
        return self.under(value, known) if value.type == "boolean" else self.logic.knowing(value, known)

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
        then, otherwise = self.seen(then, mask), self.seen(otherwise, self.negation(mask))
        if same(then, otherwise):
            return then
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


def _looked(mask: Instruction) -> int:
    """A comparison looks at what it compares, any other boolean at itself."""
    if mask.op in ("and", "or", "not"):
        return _union(arg.looks for arg in mask.args)
    if mask.op in BOOLEAN and mask.op not in SOLVED:
        return _union(arg.bit for arg in mask.args if isinstance(arg, Instruction))
    return mask.bit


def _union(bits: Iterable[int]) -> int:
    return functools.reduce(operator.or_, bits, 0)


def same(left: Argument, right: Argument) -> bool:
    """Whether two arguments are one: the same instruction, or constants alike to the sign of zero."""
    if isinstance(left, Instruction) or isinstance(right, Instruction):
        return left is right
    return left.__class__ is right.__class__ and repr(left) == repr(right)


def _ordered(left: Any, right: Any) -> tuple[Any, Any]:
    """`and` and `or` do not mind the order: one of the two writings is enough."""
    return (left, right) if id(left) <= id(right) else (right, left)


def _neutral(op: str, args: tuple[Argument, ...]) -> Argument | None:
    """What an operation with a neutral constant leaves unchanged.

    Zero is kept: −0 and infinities matter little, NaN does.
    """
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
