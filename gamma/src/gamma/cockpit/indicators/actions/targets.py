"""Targets: accepted, recorded as they were, or appended as a file tells them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.appending import appended, succeeded
from gamma.cockpit.indicators.actions.writing import Place, named, refuse, source_named, writing
from gamma.cockpit.indicators.facts import TargetFacts
from gamma.cockpit.indicators.facts.checks import ill_set
from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target, covered
from gamma.cockpit.programme.models import Source
from gamma.cockpit.programme.queries import is_over
from gamma.ground.audit.actions import By, made
from gamma.ground.errors import UserError
from gamma.ground.periods import default_period, parse
from gamma.ground.rows import Tally


def append_targets(facts: Sequence[TargetFacts], place: Place, *, tally: Tally) -> None:
    """Bring the targets of an indicator to what a file tells of them."""
    kept: dict[str, list[Target]] = {}
    for target in Target.objects.filter(definition__in=place.definitions).order_by("revision"):
        kept.setdefault(target.slug, []).append(target)
    rows: list[Target] = []
    for rank, described in enumerate(facts):
        states = [(state, columns(state, place.definitions, place.sources)) for state in [*described.was, described]]
        base = {"slug": described.id, "rank": rank}
        said = f"{place.indicator.slug}, cible {described.id}"
        rows += appended(Target, states, kept.get(described.id, []), base, said)
    Target.objects.bulk_create(rows)
    tally.note(Target, "new", sum(row.revision == 0 for row in rows))
    tally.note(Target, "changed", sum(row.revision > 0 for row in rows))


def record_target(facts: TargetFacts, *, indicator: Indicator, by: By, today: date) -> Target:
    """A target of an edition that is over, or its revision, as it was set and accepted then."""
    if not is_over(indicator.enrolment.edition, today):
        raise UserError(_("L'édition est en cours : une cible se propose, et le commanditaire l'accepte."))
    with writing(indicator.enrolment) as scope:
        checked(facts, indicator, today)
        return add_target(facts, indicator=indicator, by=by, scope=scope)


def add_target(facts: TargetFacts, *, indicator: Indicator, by: By, scope: str, verb: str = "") -> Target:
    """One row more: a target, or the revision of the one of that address."""
    definitions = list(indicator.definitions.select_related("indicator__enrolment__product"))
    targets = list(Target.objects.filter(definition__in=definitions).order_by("revision"))
    kept = [target for target in targets if target.slug == facts.id]
    sources = {facts.source: source_named(indicator.enrolment.edition, facts.source)}
    rank = kept[-1].rank if kept else max((target.rank + 1 for target in targets), default=0)
    values = columns(facts, definitions, sources)
    rows = succeeded(Target, facts, values, kept, {"slug": facts.id, "rank": rank})
    for row in rows:
        row.save(force_insert=True)
        made(row, by=by, scope=scope, verb=verb or ("revised" if kept else "made"))
    return rows[0] if rows else kept[-1]


def checked(facts: TargetFacts, indicator: Indicator, today: date) -> list[Definition]:
    """The definitions of an indicator, once what a target rests on is there."""
    definitions = list(indicator.definitions.select_related("indicator__enrolment__product"))
    read = set(Reading.objects.filter(definition__in=definitions).values_list("period", flat=True))
    refuse(ill_set(facts, read, today))
    return definitions


def columns(state: Any, definitions: list[Definition], sources: Mapping[str, Source]) -> dict[str, Any]:
    """The columns that a description comes to."""
    definition = named(definitions, state.version)
    life = state.model_dump(include={"set_on", "set_by", "accepted_by"})
    return {
        **goal(state, definition),
        **life,
        "definition_id": definition.pk,
        "source_id": sources[state.source].pk,
    }


def goal(state: Any, definition: Definition) -> dict[str, Any]:
    """Of those columns, what is to be reached and when."""
    period = parse(state.period) if state.period else default_period(definition.span_window, state.due)
    low, high = state.band or (None, None)
    said = state.model_dump(include={"due", "value", "text", "set_at", "rationale"})
    return {**said, **covered(period), "low": low, "high": high, "baseline": state.baseline or ""}
