"""What a season file, or a person, may say of reviews, of the weekly half hour, of the charter and the forecast."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from gamma.cockpit.indicators.lists import Stage
from gamma.cockpit.reviews.lists import Audience, Choice, Decided, ReviewKind, Weekday
from gamma.ground.facts import Facts, Line, Number, PartialDate, SaidWords, Slug, Slugs, Words, refuse

TEXT = 500  # characters
Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT)]


class ReviewFacts(Facts):
    id: Slug
    kind: ReviewKind
    planned: PartialDate = ""
    held: PartialDate = ""
    published: PartialDate = ""
    note: Words = {}
    sources: Slugs = []


class DecisionFacts(Facts):
    decided: Decided
    review: Slug
    dated: bool = True
    reason: Words = {}
    note: Words = {}
    source: Slug


class SlotFacts(Facts):
    """When a product meets each week."""

    weekday: Weekday
    hour: Annotated[int, Field(ge=0, le=23)]


class AgreedFacts(Facts):
    text: Text


class NoteFacts(Facts):
    text: Text
    audience: Audience = Audience.TEAM


class ActionFacts(Facts):
    """Who does what until when; `owner` is the key of a person."""

    text: Text
    owner: int
    due: date


class BlockerFacts(Facts):
    """`asked` is `role:…` or `person:…`; `elsewhere` names somebody who takes no part in the edition."""

    text: Text
    owner: int
    asked: Line = ""
    elsewhere: Line = ""
    since: date

    @model_validator(mode="after")
    def _asked_of_one(self) -> Self:
        if bool(self.asked) == bool(self.elsewhere):
            raise refuse("asked", "dire à qui le déblocage est demandé : une seule personne, une fonction, ou un nom")
        return self


class LiftFacts(Facts):
    how: Text


class CharterFacts(Facts):
    audience: SaidWords
    rituals: Words = {}
    access: Words = {}


class ForecastFacts(Facts):
    """What is expected of a stage, month by month."""

    stage: Stage
    indicator: Slug | None = None
    means: Annotated[str, StringConstraints(max_length=300)] = ""
    months: dict[Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d$")], Number] = {}


class ChoiceFacts(Facts):
    """What a review decides of an indicator; a replacement names its successor."""

    decided: Choice
    reason: Words = {}
    successor: Slug | None = None
