"""The content of a bilan: frozen shapes that become JSON and come back the same.

A reading is named by its key, "product/indicator/address"; a figure that is computed names the readings it is made of.
"""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gamma.ground.figures import plain

Words = dict[str, str]
Amount = Annotated[Decimal, AfterValidator(plain)]


class Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourcePiece(Piece):
    slug: str
    title: Words
    kind: str
    published: str
    url: str
    note: Words
    became: str


class ReviewPiece(Piece):
    slug: str
    kind: str
    planned: str
    held: str
    published: str
    note: Words
    sources: list[str]


class ReadingPiece(Piece):
    """`revision` tells how many times it was corrected; `reason` why the last time."""

    key: str
    version: int
    period: str
    value: Amount | None
    text: Words
    precision: str
    provisional: bool
    n: int | None
    numerator: Amount | None
    source: str
    taken_on: str
    tool: str
    evidence: str
    note: Words
    revision: int
    reason: Words


class TargetPiece(Piece):
    """A target, its verdict and the readings it rests on; `was` holds the targets it replaced, oldest first."""

    slug: str
    version: int
    value: Amount | None
    low: Amount | None
    high: Amount | None
    text: Words
    due: date
    period: str
    set_at: str
    set_on: str
    set_by: str
    accepted_by: str
    rationale: Words
    reason: Words
    source: str
    verdict: str = ""
    obstacle: str = ""
    attainment: Amount | None = None
    progress: Amount | None = None
    reading: str = ""
    others: list[str] = []
    baseline: str = ""
    was: list["TargetPiece"] = []


class ChangePiece(Piece):
    """A change on the year before, in percent; `across` names the two tools when they differ."""

    reading: str
    before: str
    percent: Amount
    across: list[str]


class TotalPiece(Piece):
    """A published figure that a sum of an evidence series equals, within the rounding of the figure."""

    published: str
    series: str
    period: str
    value: Amount
    readings: list[str]


class ClaimPiece(Piece):
    text: Words
    source: str
    target: str
    basis: str
    caveat: Words


class DecisionPiece(Piece):
    decided: str
    review: str
    dated: bool
    reason: Words
    note: Words
    source: str


class DefinitionPiece(Piece):
    """`unit` holds its names by language, singular then plural; empty when the indicator has none."""

    version: int
    name: Words
    why: Words
    unit: dict[str, list[str]]
    kind: str
    window: str
    aggregation: str
    direction: str
    stage: str
    dimension: str
    numerator: Words
    denominator: Words
    score: dict[str, Any]
    origin: Words
    owner: str
    since: str
    change: Words


class IndicatorPiece(Piece):
    slug: str
    followed: bool
    status: str
    reason: Words
    successor: str
    supports: str
    verdict: str
    definitions: list[DefinitionPiece]
    readings: list[ReadingPiece]
    targets: list[TargetPiece]
    series: list[str]
    changes: list[ChangePiece]
    totals: list[TotalPiece]
    claims: list[ClaimPiece]
    history: list[DecisionPiece]

    @property
    def definition(self) -> DefinitionPiece:
        """The definition in force."""
        return self.definitions[-1]


class LeverPiece(Piece):
    slug: str
    kind: str
    text: Words
    starts: str
    ends: str
    frequency: Words
    sources: list[str]


class PhasePiece(Piece):
    name: str
    starts: str
    ends: str
    note: Words


class FindingPiece(Piece):
    """What a rule of the label checker found; indicators and readings are named by their keys."""

    rule: str
    indicators: list[str]
    readings: list[str]
    says: dict[str, str]


class UnknownPiece(Piece):
    """Something a reader would need and no source gives: `code` says what, `subject` of which target or reading."""

    code: str
    indicator: str
    subject: str = ""


class ProductPiece(Piece):
    """`entry` is where the product stands on the targets set on entry: reached, short, pending or apart."""

    slug: str
    name: str
    site: str
    problem: Words
    goal: Words
    note: Words
    sponsors: list[str]
    incubators: list[str]
    phases: list[PhasePiece]
    levers: list[LeverPiece]
    indicators: list[IndicatorPiece]
    entry: str
    findings: list[FindingPiece]
    unknowns: list[UnknownPiece]


class SummaryPiece(Piece):
    """The programme as a whole: how many targets got each verdict, which indicators were never read, who kept entry."""

    indicators: int
    verdicts: dict[str, int]
    never_read: list[str]
    entry: dict[str, list[str]]


class TextPiece(Piece):
    """A text of a section, in Markdown that names figures; `product` is empty when it is of the edition."""

    product: str
    section: str
    text: Words

    @property
    def key(self) -> str:
        """Its name among all that may be corrected."""
        return f"texts/{self.product or '-'}/{self.section}"

    @classmethod
    def at(cls, key: str) -> "TextPiece":
        """The text of that name, with nothing in it."""
        _texts, product, section = key.split("/")
        return cls(product="" if product == "-" else product, section=section, text={})


class AcknowledgedPiece(Piece):
    """What a text says that no figure gives, and why it does; `kind` is that of the flag."""

    product: str
    section: str
    language: str
    kind: str
    typed: str
    sentence: str
    reason: str


def _nothing(found: object) -> bool:
    return not found


class Bilan(Piece):
    """`findings` are those that only show between products.

    A bilan nobody wrote a text for is said without them: it is the same, to the byte, as before texts could be written.
    """

    slug: str
    label: Words
    operator: str
    purpose: Words
    starts: str
    ends: str
    computed_on: date
    sources: list[SourcePiece]
    reviews: list[ReviewPiece]
    summary: SummaryPiece
    products: list[ProductPiece]
    findings: list[FindingPiece]
    texts: list[TextPiece] = Field(default=[], exclude_if=_nothing)
    acknowledged: list[AcknowledgedPiece] = Field(default=[], exclude_if=_nothing)


def digest(content: dict[str, Any]) -> str:
    """The hash of a content in its one canonical writing."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
