"""Describing: rows as they would be described in a season file, or in a form; the other way round from the actions."""

from decimal import Decimal
from typing import Any

from django.db.models import Model

from gamma.cockpit.indicators.models import Claim, Definition, Goal, Reading, Target
from gamma.ground.figures import plain

Facts = dict[str, Any]
DEFINITION = (
    *("name", "why", "kind", "aggregation", "direction", "stage", "dimension", "numerator", "denominator"),
    *("score", "origin", "owner", "since", "change"),
)
READING = ("value", "text", "numerator", "n", "precision", "taken_on", "tool", "evidence", "note", "reason")
GOAL = ("period", "value", "text", "baseline", "set_at", "rationale", "reason")
CLAIM = ("text", "made", "factor", "percent", "basis", "precision", "target", "caveat")


def said(row: Model, *names: str) -> Facts:
    """The fields of a row that say something, numbers without the zeros of their column."""
    found = ((name, getattr(row, name)) for name in names)
    return {name: _plain(value) for name, value in found if value not in (None, "", {})}


def definition_said(definition: Definition) -> Facts:
    """A version of a definition."""
    unit = definition.unit.slug if definition.unit else None
    return {**said(definition, *DEFINITION), "unit": unit, "period": definition.window}


def reading_said(reading: Reading) -> Facts:
    """One revision of a reading, without the period and the source that all of them share."""
    withdrawn = {"withdrawn": True} if reading.withdrawn else {}
    return {**said(reading, *READING), "provisional": reading.provisional, **withdrawn}


def goal_said(goal: Goal) -> Facts:
    """What is to be reached and when, of a target or of a proposal."""
    band = [_plain(goal.low), _plain(goal.high)] if goal.low is not None else None
    return {**said(goal, *GOAL), "due": goal.due.isoformat(), "band": band}


def target_said(target: Target) -> Facts:
    """One revision of a target."""
    return {**goal_said(target), **said(target, "set_on", "set_by", "accepted_by"), "source": target.source.slug}


def claim_said(claim: Claim) -> Facts:
    """What a text says of an indicator."""
    return {**said(claim, *CLAIM), "source": claim.source.slug}


def _plain(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
