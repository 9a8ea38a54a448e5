"""The minutes of a decision, prepared to the last word from what was frozen, and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from gamma.cockpit.selection.lists import Outcome, Stage
from gamma.cockpit.selection.minutes import digest
from gamma.cockpit.selection.models import Decision
from gamma.ground.texts import Text


def decision_named(edition: str) -> QuerySet[Decision]:
    """The decision of the call of an edition."""
    return Decision.objects.filter(call__edition__slug=edition).select_related("call__edition")


@dataclass(frozen=True)
class Line:
    """What the minutes say of one application: the means criterion by criterion are in the order of the grid."""

    product: str
    sponsor: str
    stage: str
    selected: bool
    outcome: str
    reason: str
    members: int
    mean: Decimal | None
    spread: Decimal | None
    means: list[Decimal | None]
    recused: list[dict[str, str]]


@dataclass(frozen=True)
class Minutes:
    """The minutes of a decision; `whole` says whether they still are what was recorded."""

    label: Text
    opens: date
    closes: date
    decided_on: date
    present: list[str]
    recorded_by: str
    recorded_at: datetime
    counts: dict[str, int]
    version: int
    reason: str
    criteria: list[dict[str, Any]]
    lines: list[Line]
    digest: str
    whole: bool


def minutes(decision: Decision) -> Minutes:
    """The minutes of a decision as they are read."""
    told = decision.content
    criteria = told["grid"]["criteria"]
    lines = [_line(one, [criterion["id"] for criterion in criteria]) for one in told["applications"]]
    return Minutes(
        label=told["edition"]["label"],
        opens=date.fromisoformat(told["call"]["opens"]),
        closes=date.fromisoformat(told["call"]["closes"]),
        decided_on=date.fromisoformat(told["decided_on"]),
        present=told["present"],
        recorded_by=told["recorded_by"],
        recorded_at=decision.recorded_at,
        counts=told["counts"],
        version=told["grid"]["version"],
        reason=told["grid"]["reason"],
        criteria=criteria,
        lines=sorted(lines, key=lambda line: not line.selected),
        digest=decision.digest,
        whole=digest(told) == decision.digest,
    )


def _line(told: dict[str, Any], criteria: list[str]) -> Line:
    scores = told["scores"] or {"members": 0, "mean": None, "spread": None, "criteria": {}}
    means = [_decimal(scores["criteria"].get(name, {}).get("mean")) for name in criteria]
    return Line(
        product=told["product"],
        sponsor=told["sponsor"],
        stage=str(Stage(told["stage"]).label),
        selected=told["outcome"] == Outcome.SELECTED,
        outcome=str(Outcome(told["outcome"]).label),
        reason=told["reason"],
        members=scores["members"],
        mean=_decimal(scores["mean"]),
        spread=_decimal(scores["spread"]),
        means=means,
        recused=told["recused"],
    )


def _decimal(value: str | None) -> Decimal | None:
    return Decimal(value) if value is not None else None
