"""Figures: what the sentences of a text are held against — the figures of a product, or of all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gamma.cockpit.indicators.series import rounding
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.naming import Named, Names
from gamma.cockpit.reports.bilan.content import IndicatorPiece, TargetPiece
from gamma.cockpit.reports.bilan.writing.checking.numbers import Typed

NEAR = Decimal("0.1")
"""How far, in parts of itself, the nearest figure is still worth telling."""


@dataclass(frozen=True)
class Figures:
    """The figures that a text about `product` may tell of; all of them when it is about the edition."""

    known: Lookup
    names: Names
    product: str

    @cached_property
    def listed(self) -> list[Named]:
        return self.names.of(self.product)

    @cached_property
    def rows(self) -> dict[str, IndicatorPiece]:
        """The indicators, by "product/indicator"."""
        found = self.known.indicators.items()
        return {path: row for path, row in found if not self.product or path.startswith(f"{self.product}/")}

    @cached_property
    def units(self) -> frozenset[str]:
        """The words that are counted: "2021 visites" is no year."""
        units = (definition.unit for row in self.rows.values() for definition in row.definitions)
        words = (name for names in units for both in names.values() for name in both)
        return frozenset(word.split()[0].lower() for word in words if word.split())

    def like(self, typed: Typed) -> list[Named]:
        """The figures that a number typed may be."""
        return [row for row in self.listed if row.percent == typed.percent and any(map(typed.tells, row.values))]

    def nearest(self, typed: Typed) -> Named | None:
        """The figure that a number typed is nearest to, when it is near."""
        found = [
            (abs(abs(value) - abs(typed.values[0][0])), row.name, row) for row, value in self._pairs(typed.percent)
        ]
        gap, _name, row = min(found, default=(Decimal(0), "", None))
        return row if gap <= abs(typed.values[0][0]) * NEAR else None

    def _pairs(self, percent: bool) -> Iterator[tuple[Named, Decimal]]:
        return ((row, value) for row in self.listed if row.percent == percent for value in row.values)

    @cached_property
    def ratios(self) -> list[Decimal]:
        """How many times each figure that is compared is the one it is compared with: on a year, from the start."""
        pairs = [
            (self._value(change.reading), self._value(change.before))
            for row in self.rows.values()
            for change in row.changes
        ]
        pairs += [
            (self._value(target.reading), self._value(target.baseline))
            for target in self.targets.values()
            if target.reading and target.baseline
        ]
        return [ratio for one, other in pairs if one and other for ratio in (one / other, other / one)]

    def compared(self, times: Decimal) -> bool:
        """True when some figure is that many times another."""
        return any(abs(ratio - times) <= rounding(times) for ratio in self.ratios)

    @cached_property
    def targets(self) -> dict[str, TargetPiece]:
        """Every target, by "product/indicator/target"."""
        return {f"{path}/{target.slug}": target for path, row in self.rows.items() for target in row.targets}

    def told_of(self, bare: str, quoted: list[Named]) -> list[TargetPiece]:
        """The targets that a sentence quotes; where it quotes none, those of the indicators it names or quotes."""
        keys = ("/".join(row.run.key.split("/")[:3]) for row in quoted)
        exact = [self.targets[key] for key in keys if key in self.targets]
        words = bare.casefold()
        named = {path for path, row in self.rows.items() if any(name.casefold() in words for name in _called(row))}
        paths = sorted(named | {row.path for row in quoted})
        return exact or [target for path in paths if path in self.rows for target in self.rows[path].targets]

    def _value(self, key: str) -> Decimal | None:
        return self.known.readings[key][1].value


def _called(row: IndicatorPiece) -> list[str]:
    return [name for name in row.definition.name.values() if name]
