"""Scores: what makes two of them the same quantity, and the usual definition of the NPS."""

import json
from decimal import Decimal

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.indicators.models import Definition

NPS = "nps"
BOUNDS = ("scale", "promoters", "passives", "detractors", "range")
STANDARD: dict[str, tuple[int, int]] = {
    "scale": (0, 10),
    "promoters": (9, 10),
    "passives": (7, 8),
    "detractors": (0, 6),
    "range": (-100, 100),
}


def defined(definition: Definition) -> bool:
    """True when enough is published to tell what the score means."""
    score = definition.score
    return bool(score.get("scale") and (score.get("promoters") or score.get("formula")))


def bounds(definition: Definition, name: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(bound) for bound in definition.score.get(name) or ())


def departures(definition: Definition) -> list[str]:
    """In what a published NPS is not the usual one; what is not published departs from nothing."""
    if definition.kind != Kind.SCORE or definition.unit is None or definition.unit.slug != NPS:
        return []
    return [name for name in BOUNDS if (said := bounds(definition, name)) and said != _usual(name)]


def _usual(name: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, STANDARD[name]))


def quantity(definition: Definition) -> str | None:
    """A key that two scores share when they may stand on one axis, None where the definition is not published."""
    if definition.kind != Kind.SCORE or not defined(definition):
        return None
    unit = definition.unit.slug if definition.unit else ""
    return json.dumps([unit, *[[float(bound) for bound in bounds(definition, name)] for name in BOUNDS]])
