"""Logic: what a mask says of another, so that nothing is computed twice nor where it cannot matter."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

DEPTH = 4
"""How far masks are looked into: what is not seen is computed, not wrong."""


class Logic:
    """Implications between masks (instructions), remembered."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, Any], bool] = {}
        self.apart: dict[tuple[Any, Any], bool] = {}

    def implies(self, mask: Any, other: Any, depth: int = DEPTH) -> bool:
        """Whether `other` holds wherever `mask` does."""
        if mask is other:
            return True
        if depth == 0 or not _related(mask, other):
            return False
        key = (mask, other)
        if key not in self.known:
            self.known[key] = self._implied(mask, other, depth - 1)
        return self.known[key]

    def _implied(self, mask: Any, other: Any, depth: int) -> bool:
        if other.op == "not" and self.excludes(mask, other.args[0], depth):
            return True
        if other.op == "and" and all(self.implies(mask, one, depth) for one in other.args):
            return True
        if other.op == "or" and any(self.implies(mask, one, depth) for one in other.args):
            return True
        if mask.op == "and":
            return any(self.implies(one, other, depth) for one in mask.args)
        return mask.op == "or" and all(self.implies(one, other, depth) for one in mask.args)

    def excludes(self, mask: Any, other: Any, depth: int = DEPTH) -> bool:
        """Whether the two never hold together."""
        if depth == 0 or not _related(mask, other):
            return False
        key = (mask, other)
        if key not in self.apart:
            self.apart[key] = self._excluded(mask, other, depth - 1) or self._excluded(other, mask, depth - 1)
        return self.apart[key]

    def _excluded(self, mask: Any, other: Any, depth: int) -> bool:
        if mask.op == "not":
            return self.implies(other, mask.args[0], depth)
        if mask.op == "eq" and other.op == "eq":
            return _differ(mask.args, other.args)
        if mask.op == "and":
            return any(self.excludes(one, other, depth) for one in mask.args)
        return mask.op == "or" and all(self.excludes(one, other, depth) for one in mask.args)

    def knowing(self, value: Any, mask: Any) -> Any:
        """A value seen only where `mask` holds: choices that it decides are made."""
        while getattr(value, "op", None) == "select":
            if self.implies(mask, value.args[0]):
                value = value.args[1]
            elif self.excludes(mask, value.args[0]):
                value = value.args[2]
            else:
                break
        return value


def _related(mask: Any, other: Any) -> bool:
    """Masks that look at no common value say nothing of each other."""
    return bool(mask.looks & other.looks)


def _differ(args: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Whether one value is compared with two constants that are not equal."""
    (left, right), (other_left, other_right) = args, others
    return left is other_left and _constant(right) and _constant(other_right) and bool(right != other_right)


def _constant(arg: Hashable) -> bool:
    return isinstance(arg, float | str | bool)
