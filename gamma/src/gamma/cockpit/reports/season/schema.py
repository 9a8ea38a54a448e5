"""The season file, whole: the descriptions of the rooms put together. Its manual is docs/season-file.md."""

from typing import Literal

from gamma.cockpit.indicators.facts import IndicatorFacts, UnitFacts
from gamma.cockpit.programme.facts import EditionFacts, ProductFacts, SourceFacts
from gamma.cockpit.reviews.facts import DecisionFacts, ReviewFacts
from gamma.ground.facts import Facts, ShortSlug

FORMAT = "gamma-season-file/1"


class IndicatorEntry(IndicatorFacts):
    history: list[DecisionFacts] = []


class ProductEntry(ProductFacts):
    indicators: list[IndicatorEntry] = []


class Season(Facts):
    """Everything one edition is made of. Two seasons are equal when they state the same facts in the same order."""

    format: Literal["gamma-season-file/1"]
    units: dict[ShortSlug, UnitFacts] = {}
    edition: EditionFacts
    sources: list[SourceFacts] = []
    reviews: list[ReviewFacts] = []
    products: list[ProductEntry] = []
