"""Lookup: the pieces of a bilan by name, and the phrases that need several of them."""

from decimal import Decimal

from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.content import (
    Bilan,
    DefinitionPiece,
    IndicatorPiece,
    ProductPiece,
    ReadingPiece,
    ReviewPiece,
    SourcePiece,
    TargetPiece,
)
from gamma.cockpit.reports.bilan.document import Link, Mark, Quoted, anchor
from gamma.ground.design.numbers import percent
from gamma.ground.texts import chosen


class Lookup:
    """What a bilan holds, by name."""

    def __init__(self, bilan: Bilan) -> None:
        self.bilan = bilan
        self.sources: dict[str, SourcePiece] = {source.slug: source for source in bilan.sources}
        self.reviews: dict[str, ReviewPiece] = {review.slug: review for review in bilan.reviews}
        self.indicators: dict[str, IndicatorPiece] = {}
        self.products: dict[str, ProductPiece] = {part.slug: part for part in bilan.products}
        self.readings: dict[str, tuple[IndicatorPiece, ReadingPiece]] = {}
        for part in bilan.products:
            for row in part.indicators:
                self.indicators[f"{part.slug}/{row.slug}"] = row
                self.readings |= {reading.key: (row, reading) for reading in row.readings}

    def name(self, path: str) -> str:
        """The name of an indicator, by "product/indicator"."""
        return chosen(self.indicators[path].definition.name)

    def reading(self, key: str) -> Quoted:
        """What a reading says, leading to its line in the appendix."""
        row, reading = self.readings[key]
        said = phrases.amount(reading.value, defined(row, reading.version).unit, reading.precision, reading.text)
        return Quoted(said, key, f"#{anchor(key)}")

    def period(self, key: str) -> str:
        return phrases.period(self.readings[key][1].period)

    def source(self, slug: str) -> Link:
        return Link(chosen(self.sources[slug].title), f"#source:{slug}")


def defined(row: IndicatorPiece, version: int) -> DefinitionPiece:
    """The definition a reading or a target was made under."""
    return row.definitions[version - 1]


def goal(row: IndicatorPiece, target: TargetPiece) -> str:
    """What a target asks for."""
    return phrases.goal(target.value, target.low, target.high, target.text, defined(row, target.version).unit)


def share(value: Decimal | None, key: str, href: str) -> tuple[Quoted, ...]:
    """A computed percentage, or nothing where it cannot be computed."""
    return () if value is None else (Quoted(percent(value, 1), key, href),)


def verdict(target: TargetPiece, path: str) -> Mark:
    """The verdict on the target that `path` names, "product/indicator/target"."""
    return Mark(target.verdict, phrases.verdict(target.verdict), f"{path}/verdict")
