"""What may be said of a call, a criterion, an application, a sheet of scores and a decision."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from gamma.cockpit.programme.lists import PhaseName
from gamma.cockpit.selection.lists import Mark, Outcome, Stage
from gamma.ground.facts import Address, Facts, Line, Name, SaidWords, ShortSlug, Words, refuse

Prose = Annotated[str, StringConstraints(max_length=4_000)]
SaidProse = Annotated[str, StringConstraints(min_length=1, max_length=4_000)]


class CallFacts(Facts):
    opens: date
    closes: date
    text: SaidWords

    @model_validator(mode="after")
    def in_order(self) -> "CallFacts":
        if self.closes < self.opens:
            raise refuse("order", "l'appel se termine avant de commencer : mettre la clôture après l'ouverture")
        return self


class CriterionFacts(Facts):
    """A criterion of a grid: what is judged, what is asked to show it, and how much it counts."""

    id: ShortSlug
    text: SaidWords
    evidence: Words = {}
    weight: Annotated[int, Field(ge=1, le=5)] = 1


class EvidenceFacts(Facts):
    """What an application says, and shows, for one criterion."""

    text: Prose = ""
    link: Address = ""


class ApplicationFacts(Facts):
    """An application as it is being written: only the product has a name from the start."""

    product: Name
    site: Address = ""
    sponsor: Line = ""
    team: Prose = ""
    problem: Prose = ""
    population: Prose = ""
    phase: PhaseName | None = None
    figures: Prose = ""
    evidence: dict[ShortSlug, EvidenceFacts] = {}


class ScoreFacts(Facts):
    """A score for one criterion, and what it rests on."""

    value: Mark
    comment: Prose = ""
    shown: bool = False

    @model_validator(mode="after")
    def rests_on_something(self) -> "ScoreFacts":
        if not self.comment and not self.shown:
            raise refuse(
                "evidence", "une note doit dire sur quoi elle repose : écrire un commentaire ou citer la preuve"
            )
        return self


class SheetFacts(Facts):
    scores: dict[ShortSlug, ScoreFacts]


class RecusalFacts(Facts):
    reason: SaidProse


class StagesFacts(Facts):
    """How far each application came, by its number."""

    stages: dict[int, Stage]


class OutcomeFacts(Facts):
    outcome: Outcome
    reason: SaidProse


class DecisionFacts(Facts):
    """What the committee decided, on which day, and who was there."""

    decided_on: date
    present: list[Name] = Field(min_length=1)
    public: bool = False
    outcomes: dict[int, OutcomeFacts]
