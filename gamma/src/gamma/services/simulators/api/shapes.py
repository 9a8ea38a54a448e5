"""Shapes: what goes in and out, as the OpenAPI description shows it. What comes in is checked by `asking`."""

from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

State = Literal["value", "not-applicable", "undefined"]


class ModelOut(Schema):
    """The rules an answer stands on, and the day whose law they state."""

    name: str
    version: str
    dated: str


class FreshnessOut(Schema):
    """How far a simulator is from the law in force."""

    model_config = ConfigDict(extra="allow")
    state: Literal["current", "close", "partly", "stale"]


class SimulatorOut(Schema):
    """A simulator: what it answers, the rules it takes and gives, and its initial situation."""

    slug: str
    title: str
    answers: str
    unit: str
    amounts: list[str]
    inputs: list[str]
    results: list[str]
    situation: dict[str, Any]
    model: ModelOut
    freshness: FreshnessOut


class RuleOut(Schema):
    """A public rule. `asked`: a person can be asked for it."""

    name: str
    title: str
    unit: str | None
    kind: str | None
    asked: bool


class RulesOut(Schema):
    """Rules of a model, from `offset` on."""

    count: int
    offset: int
    rules: list[RuleOut]


class PageOut(RuleOut):
    """All that is known of a rule. `raw` is its definition as written, `definition` the same taken apart."""

    model_config = ConfigDict(extra="allow")
    raw: dict[str, Any]


class AskedIn(Schema):
    """Expressions to evaluate in a situation."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "situation": {"salarié . contrat . salaire brut": "3000 €/mois"},
                "expressions": ["salarié . rémunération . net . à payer avant impôt"],
            }
        },
    )
    expressions: str | float | bool | dict[str, Any] | list[str | float | bool | dict[str, Any]]
    situation: dict[str, str | float | bool | dict[str, Any] | None] | None = None
    model: str | None = Field(default="modele-social")
    version: str | None = None


class UnitOut(Schema):
    """A unit, as the hosted API gives it."""

    numerators: list[str]
    denominators: list[str]


class ValueOut(Schema):
    """A value. `missingVariables`: the rules that would complete or change it, the highest to be asked first."""

    model_config = ConfigDict(extra="allow")
    nodeValue: float | bool | str | None  # noqa: N815 - the name of the hosted API
    unit: UnitOut | None
    unitText: str | None  # noqa: N815
    state: State
    missingVariables: dict[str, int] | None = None  # noqa: N815


class WarningOut(Schema):
    """A doubt about the values."""

    code: str
    what: str


class EvaluatedOut(Schema):
    """Values, in the order of the expressions."""

    evaluate: list[ValueOut]
    warnings: list[WarningOut]
    model: ModelOut
