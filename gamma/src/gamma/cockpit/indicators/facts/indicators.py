"""What may be said of an indicator: its life, with all that hangs on it; and of what texts claim of it."""

from typing import Annotated

from pydantic import Field

from gamma.cockpit.indicators.facts.definitions import DefinitionFacts
from gamma.cockpit.indicators.facts.readings import ReadingFacts
from gamma.cockpit.indicators.facts.targets import TargetFacts
from gamma.cockpit.indicators.lists import Basis, Precision, Status
from gamma.ground.facts import Facts, Number, PartialDate, SaidWords, ShortSlug, Slug, Words


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
