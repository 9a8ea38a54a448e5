"""Shapes: what goes in and out, as the OpenAPI description shows it. What comes in is checked by `sending`."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

Text = dict[str, str]
Number = int | float
Precision = Literal["exact", "approx", "at_least", "at_most", "unstated"]


class EditionLine(Schema):
    """An edition in the list; `page` is its board on the site."""

    slug: str
    label: Text
    starts: str
    ends: str
    page: str


class SourceOut(Schema):
    """What figures were read in; readings name it by `slug`."""

    slug: str
    title: Text
    kind: str
    published: str
    url: str
    page: str


class EditionOut(EditionLine):
    """An edition: its sources, and the units that its figures are in."""

    operator: str
    purpose: Text
    products: int
    sources: list[SourceOut]
    units: dict[str, dict[str, list[str]]]


class ProductLine(Schema):
    """A product in an edition; `page` is its page on the site."""

    slug: str
    name: str
    site: str
    statistics: str
    problem: Text
    goal: Text
    sponsors: list[str]
    page: str


class ProductsOut(Schema):
    """Some of the products of an edition, in its order."""

    count: int
    offset: int
    items: list[ProductLine]


class ReadingOut(Schema):
    """A figure with all that must travel with it; `page` tells where it comes from."""

    address: str
    definition: int
    period: str
    window: str
    starts_on: str | None
    ends_on: str | None
    value: Number | None
    unit: str
    kind: str
    precision: Precision
    provisional: bool
    n: int | None
    numerator: Number | None
    text: Text
    source: str
    taken_on: str
    tool: str
    evidence: str
    note: Text
    revision: int
    reason: Text
    superseded: bool
    withdrawn: bool
    updated: str
    page: str


class IndicatorLine(Schema):
    """An indicator of a product, with the figure that stands for it."""

    slug: str
    name: Text
    followed: bool
    status: str
    kind: str
    unit: str
    window: str
    latest: ReadingOut | None
    page: str


class ProductOut(ProductLine):
    """A product with its indicators."""

    indicators: list[IndicatorLine]


class IndicatorOut(Schema):
    """An indicator: its definitions, its targets with their verdicts, how many readings it has."""

    edition: str
    product: str
    indicator: str
    followed: bool
    status: str
    reason: Text
    successor: str | None
    supports: str | None
    verdicts_on: str
    definitions: list[dict[str, Any]]
    targets: list[dict[str, Any]]
    readings: int
    page: str


class ReadingsOut(Schema):
    """Some of the readings of an indicator, in order of time."""

    count: int
    offset: int
    items: list[ReadingOut]


class SentOut(Schema):
    """What became of a reading that was sent: `new`, `same` (nothing was written) or `corrected`."""

    outcome: Literal["new", "same", "corrected"]
    reading: ReadingOut


class ReadingIn(Schema):
    """A reading to record. `period` and `source` name it: sent again with another value, it is a correction."""

    period: str = Field(max_length=40, examples=["2026-03", "2026-W12", "at 2026-03-31", "12 months to 2026-03"])
    source: str = Field(max_length=80, description="one of the sources of the edition")
    value: Number | str | None = Field(None, description="a number, or its digits in a text where there are many")
    text: Text | str = Field({}, description="what was said where there is no number")
    numerator: Number | str | None = None
    n: int | None = Field(None, ge=0, le=2_000_000_000)
    precision: Precision = "exact"
    provisional: bool = False
    taken_on: str = Field("", max_length=10, examples=["2026-04-02"])
    tool: str = Field("", max_length=80)
    evidence: str = Field("", max_length=300)
    note: Text | str = {}
    reason: Text | str = Field({}, description="why a value already recorded is corrected")
    version: int | None = Field(None, ge=1, le=99, description="of the definition; the one in force when left out")
