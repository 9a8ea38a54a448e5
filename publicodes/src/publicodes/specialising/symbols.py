"""Symbols: values that differ from row to row, with the rows where they are absent or must be walked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from publicodes.specialising.instructions import Argument, Builder, Instruction, Mask, Type
from publicodes.values.dates import ordinal
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import Incompatible, Unit, factors
from publicodes.walking.missing import Missing

Given: TypeAlias = Any
"""A plain value, or a Symbol."""

Found: TypeAlias = tuple[Given, Unit | None, Missing]
"""What a node is worth: a value, its unit, and no missing variables (they belong to the walker)."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A value by rows. Where `absent` (not applicable), `undefined` or `walked` holds, `value` is anything.

    `walked` rows are handed to the walker: the specialiser does not know what they give, or they are in error.
    `mixed` rows are really in another unit than the column's, to which they were converted; `bare` rows are zeros
    without unit (what one operand decides alone has none).
    """

    value: Argument
    type: Type
    absent: Mask = False
    undefined: Mask = False
    walked: Mask = False
    mixed: Mask = False
    bare: Mask = False


WALKED = Symbol(0.0, "number", walked=True)


def settle(symbol: Symbol) -> Given:
    """The plain value of a symbol that is the same in every row."""
    if symbol.walked is not False:
        return WALKED if symbol.walked is True else symbol
    if symbol.absent is True:
        return NOT_APPLICABLE
    if symbol.undefined is True:
        return UNDEFINED
    if symbol.absent is False and symbol.undefined is False and not isinstance(symbol.value, Instruction):
        return symbol.value
    return symbol


def lift(value: Given) -> Symbol:
    """A plain value taken as a symbol."""
    if isinstance(value, Symbol):
        return value
    if value is NOT_APPLICABLE:
        return Symbol(0.0, "number", absent=True)
    if value is UNDEFINED:
        return Symbol(0.0, "number", undefined=True)
    return Symbol(value, "boolean" if isinstance(value, bool) else "string" if isinstance(value, str) else "number")


def empty(symbol: Symbol) -> bool:
    """Whether no row has a value: its type then means nothing."""
    return symbol.absent is True or symbol.undefined is True or symbol.walked is True


def unitful(symbol: Symbol) -> bool:
    """Whether some row has a number that would not be the same in another unit."""
    return symbol.type == "number" and not empty(symbol) and symbol.value != 0.0


def as_date(symbol: Symbol) -> Symbol | None:
    """A date whose value is a day ordinal (a number), None for anything else."""
    if symbol.type == "date":
        return symbol
    day = ordinal(symbol.value) if isinstance(symbol.value, str) else None
    return None if day is None else replace(symbol, value=float(day), type="date")


class Merger:
    """Chooses between two results under a mask, in one unit and one type."""

    def __init__(self, build: Builder) -> None:
        self.build = build

    def merge(
        self, mask: Mask, then: Given, then_unit: Unit | None, other: Given, other_unit: Unit | None
    ) -> tuple[Given, Unit | None]:
        """`then` where the mask holds, `other` elsewhere."""
        if isinstance(mask, bool):
            return (then, then_unit) if mask else (other, other_unit)
        left, right = lift(then), lift(other)
        unit = other_unit if then_unit is None or (empty(left) and other_unit is not None) else then_unit
        left, right = self._typed(left, right)
        left, right = self._labelled(left, then_unit, unit), self._labelled(right, other_unit, unit)
        choose = self.build.select
        if empty(left):
            value = right.value
        elif empty(right):
            value = left.value
        else:
            value = choose(mask, left.value, right.value)
        chosen = Symbol(
            value,
            right.type if empty(left) else left.type,
            choose(mask, left.absent, right.absent),  # type: ignore[arg-type]
            choose(mask, left.undefined, right.undefined),  # type: ignore[arg-type]
            choose(mask, left.walked, right.walked),  # type: ignore[arg-type]
            choose(mask, left.mixed, right.mixed),  # type: ignore[arg-type]
            choose(mask, left.bare, right.bare),  # type: ignore[arg-type]
        )
        return settle(chosen), unit

    def _typed(self, left: Symbol, right: Symbol) -> tuple[Symbol, Symbol]:
        """Two values of different types cannot share a column: the rows of the second are walked."""
        if left.type == right.type or empty(left) or empty(right):
            return left, right
        if "date" in (left.type, right.type):
            days = as_date(left), as_date(right)
            if days[0] is not None and days[1] is not None:
                return days[0], days[1]
        return left, WALKED

    def _labelled(self, symbol: Symbol, own: Unit | None, unit: Unit | None) -> Symbol:
        """A number in the unit of the merged column. What has none would take any other later: its rows are walked."""
        if own is unit or unit is None:
            return symbol
        if own is None:
            return WALKED if unitful(symbol) else replace(symbol, bare=True)
        if not unitful(symbol):
            return symbol
        try:
            return replace(symbol, value=self.converted(symbol.value, own, unit), mixed=True)
        except Incompatible:
            return WALKED

    def converted(self, value: Argument, source: Unit | None, unit: Unit | None) -> Argument:
        """The instructions of a conversion, in the order of the reference's operations."""
        ratios = factors(source, unit)
        if ratios is None:
            return value
        number = self.build.number
        scaled = number("mul", value, float(ratios.source))
        scaled = number("div", scaled, float(ratios.target))
        return number("mul", number("mul", scaled, float(ratios.above)), float(ratios.below))
