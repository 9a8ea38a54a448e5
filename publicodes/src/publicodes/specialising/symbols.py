"""Symbols: values that differ from row to row, with the rows where they are absent or must be walked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from publicodes.specialising.instructions import Argument, Instruction, Mask, Type
from publicodes.values.dates import ordinal
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import Unit
from publicodes.walking.missing import Missing

Given: TypeAlias = Any
"""A plain value, or a Symbol."""

Found: TypeAlias = tuple[Given, Unit | None, Missing]
"""What a node is worth: a value, its unit, and no missing variables (they belong to the walker)."""

Outcome: TypeAlias = tuple[Given, Unit | None]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A value by rows. Where `absent` (not applicable), `undefined` or `walked` holds, `value` is anything.

    `walked` rows are handed to the walker: the specialiser does not know what they give, or they are in error.
    The value of a row is in the unit of its column, but for `others`: the rows that are in another unit, or are numbers
    without unit. `bare` rows have no unit either: they are zeros (what one operand decides alone has none) or absent.
    Where `no` holds, what would be a number is `non`.
    """

    value: Argument
    type: Type
    absent: Mask = False
    undefined: Mask = False
    walked: Mask = False
    others: tuple[tuple[Unit | None, Mask], ...] = ()
    bare: Mask = False
    no: Mask = False


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
        return symbol if symbol.others or symbol.no is not False else symbol.value
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


def as_day(symbol: Symbol) -> Argument | None:
    """A date as a day ordinal (a number), None for anything else; an operand that is absent everywhere is no matter."""
    date = as_date(symbol)
    return 0.0 if date is None and empty(symbol) else None if date is None else date.value
