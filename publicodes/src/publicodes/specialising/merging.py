"""Merging: what different rows are worth put together in one column, and taken apart by their unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from publicodes.specialising.instructions import Argument, Builder, Mask
from publicodes.specialising.symbols import WALKED, Given, Outcome, Symbol, as_date, empty, lift, settle, unitful
from publicodes.values.units import Unit, factors

Units: TypeAlias = dict[Unit | None, Mask]

STATES = ("absent", "undefined", "no")
MOST_UNITS = 8
"""Units of a column besides its own: rows in more are walked."""


class Way(NamedTuple):
    """The rows of a mask, all in one unit and of one kind. `bare` when they are the bare rows of their column."""

    mask: Mask
    value: Given
    unit: Unit | None
    bare: bool = False


class Merger:
    """Puts together what different rows are worth, in one column."""

    def __init__(self, build: Builder) -> None:
        self.build = build

    def merge(self, mask: Mask, then: Given, then_unit: Unit | None, other: Given, other_unit: Unit | None) -> Outcome:
        """`then` where the mask holds, `other` elsewhere."""
        if isinstance(mask, bool):
            return (then, then_unit) if mask else (other, other_unit)
        left, right = lift(then), lift(other)
        unit = other_unit if then_unit is None or (empty(left) and other_unit is not None) else then_unit
        left, right = self._typed(left, right)
        choose: Callable[..., Any] = self.build.select
        value = right.value if empty(left) else left.value if empty(right) else choose(mask, left.value, right.value)
        others, bare, crowded = self._units(mask, (left, then_unit), (right, other_unit), unit)
        walked = self.build.either(choose(mask, left.walked, right.walked), crowded)
        absent, undefined, no = (choose(mask, getattr(left, one), getattr(right, one)) for one in STATES)
        kind = right.type if empty(left) else left.type
        return settle(Symbol(value, kind, absent, undefined, walked, others, bare, no)), unit

    def join(self, ways: Iterable[Way]) -> Outcome:
        """One column of ways that share all rows out, in the unit of the first."""
        *before, last = ways
        value, unit = last.value, last.unit
        for way in reversed(before):
            value, unit = self.merge(way.mask, way.value, way.unit, value, unit)
        return value, unit

    def _typed(self, left: Symbol, right: Symbol) -> tuple[Symbol, Symbol]:
        """Two values of different types cannot share a column: the rows of the second are walked."""
        if left.type == right.type or empty(left) or empty(right):
            return left, right
        if "date" in (left.type, right.type):
            days = as_date(left), as_date(right)
            if days[0] is not None and days[1] is not None:
                return days[0], days[1]
        if {left.type, right.type} == {"number", "boolean"}:
            return self.numbered(left), self.numbered(right)
        return left, WALKED

    def numbered(self, symbol: Symbol) -> Symbol:
        """A boolean in a column of numbers: `oui` is walked."""
        if symbol.type != "boolean" or empty(symbol):
            return symbol
        no = self.build.negation(symbol.value)  # type: ignore[arg-type]
        yes = self.build.both(self._there(symbol), symbol.value)  # type: ignore[arg-type]
        return replace(symbol, value=0.0, type="number", walked=self.build.either(symbol.walked, yes), no=no)

    def _there(self, symbol: Symbol) -> Mask:
        """The rows that have a value."""
        return self.build.negation(self.build.either(symbol.absent, symbol.undefined))

    # Units

    def ways(self, symbol: Symbol, unit: Unit | None, *, apart: bool = False) -> list[Way]:
        """The rows of a column by the unit they are in, `non` aside; `apart`, its bare rows are a way of their own."""
        ways = self._by_unit(replace(symbol, no=False), unit, apart=apart)
        no = self.build.both(symbol.no, self._there(symbol))
        if no is False:
            return ways
        yes = self.build.negation(no)
        parts = [(way, self.build.both(way.mask, yes), self.build.both(way.mask, no)) for way in ways]
        found = [way._replace(mask=mask) for way, mask, _ in parts if mask is not False]
        return found + [way._replace(mask=mask, value=False) for way, _, mask in parts if mask is not False]

    def _by_unit(self, symbol: Symbol, unit: Unit | None, *, apart: bool) -> list[Way]:
        bare = symbol.bare if apart else False
        if not symbol.others and bare is False:
            return [Way(True, symbol, unit)]
        pure = replace(symbol, others=(), bare=False if apart else symbol.bare)
        ways = [Way(mask, replace(pure, bare=False), one) for one, mask in symbol.others]
        ways += [] if bare is False else [Way(bare, pure, None, True)]
        rest = self.build.negation(self._any(way.mask for way in ways))
        return ways if rest is False else [Way(rest, pure, unit), *ways]

    def by_unit(self, symbol: Symbol, unit: Unit | None, change: Callable[[Symbol, Unit | None], Outcome]) -> Outcome:
        """A column whose rows are changed as their units ask."""
        return self.join(Way(way.mask, *change(lift(way.value), way.unit)) for way in self.ways(symbol, unit))

    def borrowing(self, symbol: Symbol, own: Unit | None, unit: Unit | None) -> Symbol:
        """The rows that have no unit, in a column that has one, take `unit`."""
        if own is None or unit is None or symbol.type != "number":
            return symbol
        others = dict(symbol.others)
        taking = self._any((others.pop(None, False), others.get(unit, False), symbol.bare))
        others = {**others, unit: taking} if unit != own and taking is not False else others
        return replace(symbol, others=tuple(others.items()), bare=False)

    def elsewhere(self, symbol: Symbol) -> Mask:
        """The rows that are not in the unit of their column, zeros aside."""
        return self._any(mask for _, mask in symbol.others)

    def _any(self, masks: Iterable[Mask]) -> Mask:
        found: Mask = False
        for mask in masks:
            found = self.build.either(found, mask)
        return found

    def _units(
        self, mask: Mask, left: Outcome, right: Outcome, unit: Unit | None
    ) -> tuple[tuple[tuple[Unit | None, Mask], ...], Mask, Mask]:
        """The rows in other units, the bare rows, and those that are in too many units to be followed."""
        (one, bare), (two, nothing) = self._exceptions(*left, unit), self._exceptions(*right, unit)
        masks = {key: self.build.select(mask, one.get(key, False), two.get(key, False)) for key in {**one, **two}}
        others: Any = [(key, found) for key, found in masks.items() if found is not False]
        crowded = self._any(found for _, found in others[MOST_UNITS:])
        return tuple(others[:MOST_UNITS]), self.build.select(mask, bare, nothing), crowded  # type: ignore[return-value]

    def _exceptions(self, symbol: Symbol, own: Unit | None, unit: Unit | None) -> tuple[Units, Mask]:
        """The rows of a column that are not in `unit`, when the column itself is in `own`."""
        others: Units = dict(symbol.others)
        if symbol.walked is True or symbol.type != "number":
            return {}, False
        if own != unit:
            rest = self.build.negation(self.build.either(symbol.bare, self._any(others.values())))
            if own is None and not unitful(symbol):
                return others, self.build.either(symbol.bare, rest)
            others[own] = rest
        others.pop(unit, None)
        return others, symbol.bare if unit is not None else False

    def in_unit(self, symbol: Symbol, own: Unit | None, unit: Unit | None) -> Argument:
        """The number of every row, counted in `unit`. Raises Incompatible."""
        found = symbol.value
        for way in self.ways(symbol, own):
            found = self.build.select(way.mask, self.converted(symbol.value, way.unit, unit), found)
        return found

    def converted(self, value: Argument, source: Unit | None, unit: Unit | None) -> Argument:
        """The instructions of a conversion, in the order of the reference's operations. Raises Incompatible."""
        ratios = factors(source, unit)
        if ratios is None or ratios.neutral:
            return value
        number = self.build.number
        scaled = number("mul", value, float(ratios.source))
        scaled = number("div", scaled, float(ratios.target))
        return number("mul", number("mul", scaled, float(ratios.above)), float(ratios.below))
