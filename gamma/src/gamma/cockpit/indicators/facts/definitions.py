"""What may be said of units, scores and definitions."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from gamma.cockpit.indicators.lists import Aggregation, Dimension, Direction, Kind, Stage
from gamma.ground.facts import Facts, Line, Number, PartialDate, SaidWords, ShortSlug, Words, refuse
from gamma.ground.periods import Window


class UnitFacts(Facts):
    """Names of a unit, singular then plural."""

    fr: Annotated[list[Line], Field(min_length=2, max_length=2)]
    en: Annotated[list[Line], Field(min_length=2, max_length=2)]


class ScoreFacts(Facts):
    """How a score is made: a score under another definition is another score."""

    question: Words = {}
    scale: list[Number] = []
    promoters: list[Number] = []
    passives: list[Number] = []
    detractors: list[Number] = []
    formula: Words = {}
    range: list[Number] = []

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        for name in ("scale", "promoters", "passives", "detractors", "range"):
            bounds = getattr(self, name)
            if bounds and (len(bounds) != 2 or bounds[0] > bounds[1]):
                raise refuse("bounds", f"{name} : écrire deux bornes, la plus petite d'abord, par exemple [0, 10]")
        return self


class DefinitionFacts(Facts):
    name: SaidWords
    why: Words = {}
    unit: ShortSlug | None = None
    kind: Kind
    period: Window = Window.UNSTATED
    aggregation: Aggregation = Aggregation.NONE
    direction: Direction | None = None
    stage: Stage | None = None
    dimension: Dimension | None = None
    numerator: Words = {}
    denominator: Words = {}
    score: ScoreFacts | None = None
    origin: Words = {}
    owner: Line = ""
    since: PartialDate = ""
    change: Words = {}
