"""What a season file may say of an indicator: its definitions, targets, readings and the claims made of it."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from gamma.cockpit.indicators.lists import (
    Aggregation,
    Basis,
    Dimension,
    Direction,
    Kind,
    Precision,
    SetAt,
    Stage,
    Status,
)
from gamma.ground.facts import Facts, Line, Number, PartialDate, PeriodText, SaidWords, ShortSlug, Slug, Words, refuse
from gamma.ground.periods import PeriodError, Window, span


def _last_day(value: Any) -> Any:
    """A due date known to the month or the year falls on its last day."""
    if not isinstance(value, str):
        return value
    try:
        return span(value)[1]
    except PeriodError as error:
        raise refuse("date", str(error)) from error


Due = Annotated[date, BeforeValidator(_last_day)]
Rank = Annotated[int, Field(ge=1, le=99)]


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


class _TargetState(Facts):
    """What a target says at one time; a revision says all of it again."""

    due: Due
    period: PeriodText | None = None
    value: Number | None = None
    band: list[Number] | None = None
    text: Words = {}
    baseline: PeriodText | None = None
    set_at: SetAt = SetAt.UNSTATED
    set_on: PartialDate = ""
    set_by: Line = ""
    accepted_by: Line = ""
    rationale: Words = {}
    source: Slug
    reason: Words = {}
    version: Rank | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.band is not None and (len(self.band) != 2 or self.band[0] > self.band[1]):
            raise refuse("bounds", "band : écrire deux bornes, la plus petite d'abord, par exemple [35, 45]")
        if self.value is not None and self.band is not None:
            raise refuse("says", "value et band s'excluent : garder l'un des deux")
        if self.value is None and self.band is None and not self.text:
            raise refuse("says", "cible sans valeur : donner value, band, ou text s'il n'a pas été publié de nombre")
        return self


class TargetFacts(_TargetState):
    id: ShortSlug
    was: list[_TargetState] = []


class _ReadingState(Facts):
    """What a reading says at one time."""

    value: Number | None = None
    text: Words = {}
    numerator: Number | None = None
    n: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None
    precision: Precision = Precision.EXACT
    provisional: bool = False
    taken_on: PartialDate = ""
    tool: Annotated[Line, Field(max_length=80)] = ""
    evidence: Annotated[str, Field(max_length=300)] = ""
    note: Words = {}
    reason: Words = {}

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and not self.text:
            raise refuse("says", "relevé sans valeur : donner value, ou text si aucun nombre n'a été publié")
        if (self.value is None) != (self.precision is Precision.UNSTATED):
            raise refuse("precision", "precision vaut unstated quand il n'y a pas de nombre, et seulement alors")
        return self


class ReadingFacts(_ReadingState):
    period: PeriodText
    source: Slug
    version: Rank | None = None
    was: list[_ReadingState] = []


class ClaimFacts(Facts):
    text: SaidWords
    source: Slug
    made: PartialDate = ""
    factor: Number | None = None
    percent: Number | None = None
    basis: Basis | None = None
    precision: Precision = Precision.EXACT
    target: ShortSlug | None = None
    caveat: Words = {}


class IndicatorFacts(Facts):
    id: Slug
    followed: bool = True
    status: Status = Status.ACTIVE
    reason: Words = {}
    successor: Slug | None = None
    supports: Slug | None = None
    definitions: Annotated[list[DefinitionFacts], Field(min_length=1)]
    targets: list[TargetFacts] = []
    readings: list[ReadingFacts] = []
    claims: list[ClaimFacts] = []
