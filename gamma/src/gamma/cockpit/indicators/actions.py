"""What may be written of units, indicators, targets and readings. Targets and readings are only ever added to."""

from collections.abc import Mapping, Sequence
from typing import Any

from gamma.cockpit.indicators.facts import DefinitionFacts, IndicatorFacts, UnitFacts
from gamma.cockpit.indicators.models import Claim, Definition, Indicator, Reading, Target, Unit, covered
from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.programme.models import Edition, Enrolment, Source
from gamma.ground.errors import UserError
from gamma.ground.periods import default_period, parse
from gamma.ground.rows import Tally, put, replace

CONTRACT = ("unit_id", "kind", "window", "aggregation", "direction", "numerator", "denominator", "score")
WORDING = ("name", "why", "stage", "dimension", "origin", "owner", "since", "change")
READING = ("value", "text", "numerator", "n", "precision", "provisional", "taken_on", "tool", "evidence", "note")
TARGET = ("due", "value", "text", "set_at", "set_on", "set_by", "accepted_by", "rationale")
CLAIM = ("rank", "text", "source_id", "made", "factor", "percent", "basis", "precision", "target", "caveat")


def record_units(facts: Mapping[str, UnitFacts], *, edition: Edition, tally: Tally) -> dict[str, Unit]:
    """Make or rename the units of an edition; return by slug all those that it may use."""
    declared = {slug: unit.model_dump() for slug, unit in facts.items()}
    return {**_units(UNITS, None, tally), **_units(declared, edition, tally)}


def _units(names: Mapping[str, Any], edition: Edition | None, tally: Tally) -> dict[str, Unit]:
    kept = {unit.slug: unit for unit in Unit.objects.filter(edition=edition)}
    for slug, said in names.items():
        if slug not in kept or kept[slug].names != said:
            kept[slug] = put(Unit, {"edition": edition, "slug": slug}, {"names": said}, tally)
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
    if changed and (kept.readings.exists() or kept.targets.exists()):
        raise UserError(
            f"{slug} : {', '.join(changed)} a changé dans la définition {kept.version}, sous laquelle des chiffres "
            "ont été relevés\n    → ajouter une nouvelle définition à la suite, avec change: … qui dit pourquoi"
        )


def _record_readings(
    facts: IndicatorFacts, definitions: list[Definition], sources: Mapping[str, Source], by: str, tally: Tally
) -> None:
    kept: dict[tuple[int, str, int], list[Reading]] = {}
    for reading in Reading.objects.filter(definition__in=definitions).order_by("revision"):
        kept.setdefault((reading.definition_id, reading.period, reading.source_id), []).append(reading)
    rows: list[Reading] = []
    for described in facts.readings:
        definition = _named(definitions, described.version)
        before = kept.get((definition.pk, described.period, sources[described.source].pk), [])
        states = [(state, _reading_values(state)) for state in [*described.was, described]]
        base = {"definition": definition, "source": sources[described.source], "recorded_by": by}
        place = f"{facts.id}, relevé {described.period} ({described.source})"
        rows += _next(Reading, states, before, {**base, **covered(parse(described.period))}, place)
    Reading.objects.bulk_create(rows, batch_size=1_000)
    tally.note(Reading, "new", sum(row.revision == 0 for row in rows))
    tally.note(Reading, "changed", sum(row.revision > 0 for row in rows))


def _reading_values(state: Any) -> dict[str, Any]:
    return dict(state.model_dump(include=set(READING)))


def _record_targets(
    facts: IndicatorFacts, definitions: list[Definition], sources: Mapping[str, Source], tally: Tally
) -> None:
    kept: dict[str, list[Target]] = {}
    for target in Target.objects.filter(definition__in=definitions).order_by("revision"):
        kept.setdefault(target.slug, []).append(target)
    rows: list[Target] = []
    for rank, described in enumerate(facts.targets):
        states = [(state, _target_values(state, definitions, sources)) for state in [*described.was, described]]
        base = {"slug": described.id, "rank": rank}
        rows += _next(Target, states, kept.get(described.id, []), base, f"{facts.id}, cible {described.id}")
    Target.objects.bulk_create(rows)
    tally.note(Target, "new", sum(row.revision == 0 for row in rows))
    tally.note(Target, "changed", sum(row.revision > 0 for row in rows))


def _target_values(state: Any, definitions: list[Definition], sources: Mapping[str, Source]) -> dict[str, Any]:
    definition = _named(definitions, state.version)
    period = parse(state.period) if state.period else default_period(definition.span_window, state.due)
    low, high = state.band or (None, None)
    values = state.model_dump(include=set(TARGET))
    return {
        **values,
        **covered(period),
        "definition_id": definition.pk,
        "low": low,
        "high": high,
        "baseline": state.baseline or "",
        "source_id": sources[state.source].pk,
    }


States = list[tuple[Any, dict[str, Any]]]


def _next(model: Any, states: States, kept: Sequence[Any], base: Mapping[str, Any], place: str) -> list[Any]:
    """The rows to append so that the last state kept is the last one described."""
    added = states[_after(states, kept) :]
    if kept and added:
        _explained(added, kept, f"{kept[0].definition.indicator.enrolment.product.slug}, {place}")
    first = len(kept)
    return [
        model(**base, **values, revision=first + step, reason=state.reason)
        for step, (state, values) in enumerate(added)
    ]


def _explained(added: States, kept: Sequence[Any], place: str) -> None:
    """A kept figure changes for a reason, and a file older than what is kept does not bring it back."""
    if not added[0][0].reason:
        raise UserError(
            f"{place} : déjà enregistré avec une autre valeur\n"
            "    → une correction s'ajoute avec reason: … ; l'ancienne valeur reste lisible"
        )
    if any(_same(row, values) and row.reason == state.reason for state, values in added for row in kept):
        raise UserError(
            f"{place} : déjà corrigé depuis\n"
            "    → le fichier est plus ancien que ce qui est enregistré : repartir d'un export"
        )


def _after(states: States, kept: Sequence[Any]) -> int:
    """Where the states not kept yet begin: after the longest beginning that the last rows kept already say."""
    for length in range(min(len(kept), len(states)), 0, -1):
        if all(_same(row, states[step][1]) for step, row in enumerate(kept[-length:])):
            return length
    if not kept:
        return 0
    known = [rank for rank, (_, values) in enumerate(states) if _same(kept[-1], values)]
    return known[-1] + 1 if known else len(states) - 1


def _same(row: Any, values: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


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
