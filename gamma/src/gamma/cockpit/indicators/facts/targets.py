"""What may be said of a target, and of each of its revisions."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from gamma.cockpit.indicators.lists import SetAt
from gamma.ground.facts import Facts, Line, Number, PartialDate, PeriodText, ShortSlug, Slug, Words, refuse
from gamma.ground.periods import PeriodError, span


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
