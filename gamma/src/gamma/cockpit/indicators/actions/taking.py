"""Taking: a reading that nobody types, with the evidence of how it was obtained.

It lives under the source of what measures it: one that a person typed of the same period stays beside it.
"""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.readings import add, chain
from gamma.cockpit.indicators.actions.writing import writing
from gamma.cockpit.indicators.facts import EXTRACT, Proof, ReadingFacts
from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.indicators.models import Definition, Evidence, Reading
from gamma.cockpit.programme.models import Source
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.ground.measures import Count

COUNTED = (Kind.RATIO, Kind.SURVEY_SHARE, Kind.SCORE, Kind.DURATION)
"""The kinds of which a reading says how many answers, or what whole, it rests on."""
LONGEST = 300  # characters of the sentence that says how
STEP = Decimal("0.000001")  # the last digit that the base keeps


def take_reading(
    count: Count, *, definition: Definition, source: Source, proof: Proof, by: str, now: datetime
) -> Reading:
    """Add the reading of a period that is over; the same again adds nothing, another value is a revision.

    Gives the reading in force. Raises UserError where the figure is not what the definition speaks of.
    """
    today = localdate(now)
    _refuse(count, definition, today)
    with writing(definition.indicator.enrolment) as scope:
        kept = chain(definition, count.period.text, source)
        facts = _facts(count, definition, source, proof, today.isoformat())
        if kept and _said(kept[-1], facts):
            return kept[-1]
        if kept:
            facts = facts.model_copy(update={"reason": _again(proof)})
        row = Evidence.objects.create(**asdict(proof) | {"extract": proof.extract[:EXTRACT]})
        return add(facts, definition, source, kept, by, scope, proof=row)


def mismatched(unit: str, definition: Definition) -> bool:
    """Whether figures in a unit (a word of it, or its name) are not those of a definition."""
    row = definition.unit
    return row is not None and unit not in {row.slug, *(word for words in row.names.values() for word in words)}


def _refuse(count: Count, definition: Definition, today: date) -> None:
    period = count.period
    if period.last is None or period.last >= today:
        raise UserError(_("%(period)s n'est pas fini : le relevé se prend ensuite.") % {"period": quoted(period.text)})
    if period.window is not definition.span_window:
        what = _("%(period)s n'est pas une période de cet indicateur, dont les relevés portent sur : %(window)s.")
        raise UserError(what % {"period": quoted(period.text), "window": definition.window})
    if mismatched(count.unit, definition):
        what = _("Ce chiffre est en %(unit)s, l'indicateur en %(wanted)s : choisir une autre mesure.")
        raise UserError(what % {"unit": quoted(count.unit), "wanted": quoted(str(definition.unit))})


def _facts(count: Count, definition: Definition, source: Source, proof: Proof, day: str) -> ReadingFacts:
    return ReadingFacts(
        period=count.period.text,
        source=source.slug,
        value=None if count.value is None else count.value.quantize(STEP).normalize(),
        text={} if count.value is not None else {"fr": count.evidence},
        n=count.n if definition.kind in COUNTED else None,
        precision=count.precision,  # type: ignore[arg-type]
        taken_on=day,
        tool=proof.method[:80],
        evidence=count.evidence[:LONGEST],
    )


def _said(kept: Reading, facts: ReadingFacts) -> bool:
    """Whether a reading says the same figure; the day and the words of how it was obtained may differ."""
    figure = (kept.value, kept.n, kept.precision, kept.withdrawn)
    return figure == (facts.value, facts.n, facts.precision, False)


def _again(proof: Proof) -> dict[str, str]:
    day = f"{proof.taken_at:%Y-%m-%d}"
    return {"fr": f"Relevé de nouveau le {day} ({proof.method})", "en": f"Read again on {day} ({proof.method})"}
