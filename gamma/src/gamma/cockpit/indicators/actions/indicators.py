"""Indicators, brought to what a season file tells of them, with all that hangs on each."""

from collections.abc import Mapping, Sequence

from gamma.cockpit.indicators.actions.claims import replace_claims
from gamma.cockpit.indicators.actions.definitions import put_definitions
from gamma.cockpit.indicators.actions.readings import append_readings
from gamma.cockpit.indicators.actions.targets import append_targets
from gamma.cockpit.indicators.actions.writing import Place
from gamma.cockpit.indicators.facts import IndicatorFacts
from gamma.cockpit.indicators.models import Indicator, Unit
from gamma.cockpit.programme.models import Enrolment, Source
from gamma.ground.audit.actions import By
from gamma.ground.rows import Tally, put


def record_indicators(
    facts: Sequence[IndicatorFacts],
    *,
    enrolment: Enrolment,
    units: Mapping[str, Unit],
    sources: Mapping[str, Source],
    by: By,
    tally: Tally,
) -> dict[str, Indicator]:
    """Make or correct the indicators described, with all that hangs on them; return them by slug."""
    rows: dict[str, Indicator] = {}
    for rank, indicator in enumerate(facts):
        row = put_indicator(indicator, rank, enrolment=enrolment, tally=tally)
        definitions = put_definitions(indicator.definitions, row, units, tally)
        place = Place(row, definitions, sources)
        append_targets(indicator.targets, place, tally=tally)
        append_readings(indicator.readings, place, by=by, tally=tally)
        replace_claims(indicator.claims, indicator=row, sources=sources, tally=tally)
        rows[indicator.id] = row
    for indicator in facts:
        put_life(indicator, rows, tally)
    return rows


def put_indicator(facts: IndicatorFacts, rank: int, *, enrolment: Enrolment, tally: Tally) -> Indicator:
    """The row of an indicator, made or brought to its place in the order."""
    values = {"rank": rank, "followed": facts.followed}
    return put(Indicator, {"enrolment": enrolment, "slug": facts.id}, values, tally)


def put_life(facts: IndicatorFacts, rows: Mapping[str, Indicator], tally: Tally) -> None:
    """Status, successor and support name other indicators: written once all of them exist."""
    life = {
        "status": facts.status,
        "reason": facts.reason,
        "successor": rows[facts.successor] if facts.successor else None,
        "supports": rows[facts.supports] if facts.supports else None,
    }
    put(Indicator, {"pk": rows[facts.id].pk}, life, tally)
