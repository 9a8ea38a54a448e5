"""Definitions: what a figure means cannot change under the figures already read; it then gets a version more."""

from collections.abc import Mapping, Sequence
from typing import Any

from gamma.cockpit.indicators.facts import DefinitionFacts
from gamma.cockpit.indicators.models import Definition, Indicator, Unit
from gamma.ground.errors import UserError
from gamma.ground.rows import Tally, put

CONTRACT = ("unit_id", "kind", "window", "aggregation", "direction", "numerator", "denominator", "score")
WORDING = ("name", "why", "stage", "dimension", "origin", "owner", "since", "change")


def put_definitions(
    facts: Sequence[DefinitionFacts], indicator: Indicator, units: Mapping[str, Unit], tally: Tally
) -> list[Definition]:
    """Bring the versions of a definition to what is described, the first ones first."""
    kept = list(indicator.definitions.all())
    rows = []
    for version, described in enumerate(facts, start=1):
        values = columns(described, units)
        if version <= len(kept):
            _keep_contract(kept[version - 1], values, indicator.slug)
        rows.append(put(Definition, {"indicator": indicator, "version": version}, values, tally))
    return rows


def columns(facts: DefinitionFacts, units: Mapping[str, Unit]) -> dict[str, Any]:
    """The columns that a description comes to."""
    values = facts.model_dump(include={*WORDING, "kind", "aggregation", "numerator", "denominator"})
    return {
        **values,
        "stage": facts.stage or "",
        "dimension": facts.dimension or "",
        "unit_id": units[facts.unit].pk if facts.unit else None,
        "window": facts.period.value,
        "direction": facts.direction or "",
        "score": facts.score.model_dump(mode="json") if facts.score else {},
    }


def broken(kept: Definition, values: Mapping[str, Any]) -> list[str]:
    """What of the contract changes, where figures were read or aimed at under it."""
    changed = [name for name in CONTRACT if getattr(kept, name) != values[name]]
    return changed if changed and (kept.readings.exists() or kept.targets.exists()) else []


def _keep_contract(kept: Definition, values: Mapping[str, Any], slug: str) -> None:
    changed = broken(kept, values)
    if changed:
        raise UserError(
            f"{slug} : {', '.join(changed)} a changé dans la définition {kept.version}, sous laquelle des chiffres "
            "ont été relevés\n    → ajouter une nouvelle définition à la suite, avec change: … qui dit pourquoi"
        )
