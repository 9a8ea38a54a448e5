"""What may be written of units, indicators, targets and readings. Targets and readings are only ever added to."""

from collections.abc import Mapping, Sequence
from typing import Any

from gamma.cockpit.indicators.facts import DefinitionFacts, IndicatorFacts, UnitFacts
from gamma.cockpit.indicators.models import Claim, Definition, Indicator, Reading, Target, Unit, covered
from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.programme.models import Enrolment, Source
from gamma.ground.errors import UserError
from gamma.ground.periods import default_period, parse
from gamma.ground.rows import Tally, put, replace

CONTRACT = ("unit_id", "kind", "window", "aggregation", "direction", "numerator", "denominator", "score")
WORDING = ("name", "why", "stage", "dimension", "origin", "owner", "since", "change")
READING = ("value", "text", "numerator", "n", "precision", "provisional", "taken_on", "tool", "evidence", "note")
TARGET = ("due", "value", "text", "set_at", "set_on", "set_by", "accepted_by", "rationale")
CLAIM = ("rank", "text", "source_id", "made", "factor", "percent", "basis", "precision", "target", "caveat")


def record_units(facts: Mapping[str, UnitFacts], *, tally: Tally) -> dict[str, Unit]:
    """Make or rename units; return all of them by slug."""
    wanted = {**UNITS, **{slug: unit.model_dump() for slug, unit in facts.items()}}
    kept = {unit.slug: unit for unit in Unit.objects.all()}
    for slug, names in wanted.items():
        if slug not in kept or kept[slug].names != names:
            kept[slug] = put(Unit, {"slug": slug}, {"names": names}, tally)
    return kept


def record_indicators(
    facts: Sequence[IndicatorFacts],
    *,
    enrolment: Enrolment,
    units: Mapping[str, Unit],
    sources: Mapping[str, Source],
    by: str,
    tally: Tally,
) -> dict[str, Indicator]:
    """Make or correct the indicators described, with all that hangs on them; return them by slug."""
    rows: dict[str, Indicator] = {}
    for rank, indicator in enumerate(facts):
        values = {"rank": rank, "followed": indicator.followed}
        row = put(Indicator, {"enrolment": enrolment, "slug": indicator.id}, values, tally)
        definitions = _record_definitions(indicator, row, units, tally)
        _record_targets(indicator, definitions, sources, tally)
        _record_readings(indicator, definitions, sources, by, tally)
        _record_claims(indicator, row, sources, tally)
        rows[indicator.id] = row
    _record_lives(facts, rows, tally)
    return rows


def _record_lives(facts: Sequence[IndicatorFacts], rows: Mapping[str, Indicator], tally: Tally) -> None:
    """Status, successor and support name other indicators: written once all of them exist."""
    for indicator in facts:
        life = {
            "status": indicator.status,
            "reason": indicator.reason,
            "successor": rows[indicator.successor] if indicator.successor else None,
            "supports": rows[indicator.supports] if indicator.supports else None,
        }
        put(Indicator, {"pk": rows[indicator.id].pk}, life, tally)


def _record_definitions(
    facts: IndicatorFacts, indicator: Indicator, units: Mapping[str, Unit], tally: Tally
) -> list[Definition]:
    kept = list(indicator.definitions.all())
    rows = []
    for version, described in enumerate(facts.definitions, start=1):
        values = _definition_values(described, units)
        if version <= len(kept):
            _keep_contract(kept[version - 1], values, facts.id)
        rows.append(put(Definition, {"indicator": indicator, "version": version}, values, tally))
    return rows


def _definition_values(facts: DefinitionFacts, units: Mapping[str, Unit]) -> dict[str, Any]:
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


def _keep_contract(kept: Definition, values: Mapping[str, Any], slug: str) -> None:
    """What a figure means cannot change under the figures already read."""
    changed = [name for name in CONTRACT if getattr(kept, name) != values[name]]
    if changed:
        raise UserError(
            f"{slug} : {', '.join(changed)} a changé dans la définition {kept.version}, sous laquelle des chiffres "
            "ont été relevés\n    → ajouter une nouvelle définition à la suite, avec change: … qui dit pourquoi"
        )


def _record_readings(
    facts: IndicatorFacts, definitions: list[Definition], sources: Mapping[str, Source], by: str, tally: Tally
) -> None:
    kept = {
        (reading.definition_id, reading.period, reading.source_id): reading
        for reading in Reading.objects.filter(definition__in=definitions).order_by("revision")
    }
    rows: list[Reading] = []
    for described in facts.readings:
        definition = _named(definitions, described.version)
        latest = kept.get((definition.pk, described.period, sources[described.source].pk))
        states = [(state, _reading_values(state)) for state in [*described.was, described]]
        base = {"definition": definition, "source": sources[described.source], "recorded_by": by}
        place = f"{facts.id}, relevé {described.period} ({described.source})"
        rows += _next(Reading, states, latest, {**base, **covered(parse(described.period))}, place)
    Reading.objects.bulk_create(rows, batch_size=1_000)
    tally.note(Reading, "new", sum(row.revision == 0 for row in rows))
    tally.note(Reading, "changed", sum(row.revision > 0 for row in rows))


def _reading_values(state: Any) -> dict[str, Any]:
    return dict(state.model_dump(include=set(READING)))


def _record_targets(
    facts: IndicatorFacts, definitions: list[Definition], sources: Mapping[str, Source], tally: Tally
) -> None:
    kept = {target.slug: target for target in Target.objects.filter(definition__in=definitions).order_by("revision")}
    rows: list[Target] = []
    for rank, described in enumerate(facts.targets):
        definition = _named(definitions, described.version)
        states = [(state, _target_values(state, definition, sources)) for state in [*described.was, described]]
        base = {"definition": definition, "slug": described.id, "rank": rank}
        rows += _next(Target, states, kept.get(described.id), base, f"{facts.id}, cible {described.id}")
    Target.objects.bulk_create(rows)
    tally.note(Target, "new", sum(row.revision == 0 for row in rows))
    tally.note(Target, "changed", sum(row.revision > 0 for row in rows))


def _target_values(state: Any, definition: Definition, sources: Mapping[str, Source]) -> dict[str, Any]:
    period = parse(state.period) if state.period else default_period(definition.span_window, state.due)
    low, high = state.band or (None, None)
    values = state.model_dump(include=set(TARGET))
    return {
        **values,
        **covered(period),
        "low": low,
        "high": high,
        "baseline": state.baseline or "",
        "source_id": sources[state.source].pk,
    }


def _next(
    model: Any, states: list[tuple[Any, dict[str, Any]]], latest: Any, base: Mapping[str, Any], place: str
) -> list[Any]:
    """The rows to append so that the last state kept is the last one described."""
    start = _after(states, latest)
    first = 0 if latest is None else latest.revision + 1
    if start < len(states) and first and not states[start][0].reason:
        raise UserError(
            f"{place} : déjà enregistré avec une autre valeur\n"
            "    → une correction s'ajoute avec reason: … ; l'ancienne valeur reste lisible"
        )
    return [
        model(**base, **values, revision=first + step, reason=state.reason)
        for step, (state, values) in enumerate(states[start:])
    ]


def _after(states: list[tuple[Any, dict[str, Any]]], latest: Any) -> int:
    """Where the states not kept yet begin; only the last one when none of them is known."""
    if latest is None:
        return 0
    known = [
        rank for rank, (_, values) in enumerate(states) if all(getattr(latest, key) == values[key] for key in values)
    ]
    return known[-1] + 1 if known else len(states) - 1


def _record_claims(facts: IndicatorFacts, indicator: Indicator, sources: Mapping[str, Source], tally: Tally) -> None:
    claims = [
        Claim(
            indicator=indicator,
            rank=rank,
            source=sources[claim.source],
            basis=claim.basis or "",
            target=claim.target or "",
            **claim.model_dump(include={"text", "made", "factor", "percent", "precision", "caveat"}),
        )
        for rank, claim in enumerate(facts.claims)
    ]
    replace(indicator.claims.all(), claims, CLAIM, tally)


def _named(definitions: list[Definition], version: int | None) -> Definition:
    return definitions[(version or 1) - 1]
