"""Claims: what a text says of an indicator beside its readings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gamma.cockpit.indicators.actions.writing import refuse, source_named, writing
from gamma.cockpit.indicators.facts import ClaimFacts
from gamma.cockpit.indicators.facts.checks import ahead
from gamma.cockpit.indicators.models import Claim, Indicator, Target
from gamma.cockpit.programme.models import Source
from gamma.ground.audit.actions import By, changing, made, removed
from gamma.ground.faults import Fault, quoted
from gamma.ground.periods import future
from gamma.ground.rows import Tally, replace

COLUMNS = ("rank", "text", "source_id", "made", "factor", "percent", "basis", "precision", "target", "caveat")


def replace_claims(
    facts: Sequence[ClaimFacts], *, indicator: Indicator, sources: Mapping[str, Source], tally: Tally
) -> None:
    """Bring what is claimed of an indicator to what a file tells."""
    rows = [
        Claim(indicator=indicator, rank=rank, **_columns(claim, sources[claim.source]))
        for rank, claim in enumerate(facts)
    ]
    replace(indicator.claims.all(), rows, COLUMNS, tally)


def record_claim(facts: ClaimFacts, *, indicator: Indicator, by: By, today: date) -> Claim:
    """One claim more."""
    with writing(indicator.enrolment) as scope:
        last = indicator.claims.order_by("-rank").first()
        values = _columns(facts, _source(facts, indicator, today))
        claim = Claim.objects.create(indicator=indicator, rank=last.rank + 1 if last else 0, **values)
        made(claim, by=by, scope=scope)
    return claim


def correct_claim(claim: Claim, facts: ClaimFacts, *, by: By, today: date) -> Claim:
    """A claim brought to what it says."""
    indicator = claim.indicator
    with writing(indicator.enrolment) as scope, changing(claim, by=by, scope=scope):
        for name, value in _columns(facts, _source(facts, indicator, today)).items():
            setattr(claim, name, value)
        claim.save()
    return claim


def remove_claim(claim: Claim, *, by: By) -> None:
    """A claim that no text makes after all."""
    with writing(claim.indicator.enrolment) as scope:
        removed(claim, by=by, scope=scope)
        claim.delete()


def _source(facts: ClaimFacts, indicator: Indicator, today: date) -> Source:
    """Where the claim was read, once what it says holds."""
    if future(facts.made, today):
        refuse(iter([("made", ahead(facts.made))]))
    known = Target.objects.filter(definition__indicator=indicator, slug=facts.target)
    if facts.target and not known.exists():
        refuse(iter([("target", Fault(f"la cible {quoted(facts.target)} n'existe pas", "en choisir une autre"))]))
    return source_named(indicator.enrolment.edition, facts.source)


def _columns(claim: ClaimFacts, source: Source) -> dict[str, Any]:
    said = claim.model_dump(include={"text", "made", "factor", "percent", "precision", "caveat"})
    return {**said, "source": source, "basis": claim.basis or "", "target": claim.target or ""}
