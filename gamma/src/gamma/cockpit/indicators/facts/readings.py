"""What may be said of a reading, and of each of its corrections."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from gamma.cockpit.indicators.facts.targets import Rank
from gamma.cockpit.indicators.lists import Precision
from gamma.ground.facts import Facts, Line, Number, PartialDate, PeriodText, Slug, Words, refuse


class _ReadingState(Facts):
    """What a reading says at one time; one that is withdrawn says what it was, and that it holds no more."""

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
    withdrawn: bool = False

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
