"""Readings: typed by a person, corrected, withdrawn; or appended as a file tells them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.appending import appended, same, succeeded
from gamma.cockpit.indicators.actions.writing import Place, named, refuse, source_named, writing
from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.facts.checks import untimely
from gamma.cockpit.indicators.models import Definition, Indicator, Reading, covered
from gamma.cockpit.indicators.queries.describing import reading_said
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Source
from gamma.ground.audit.actions import By, made
from gamma.ground.errors import UserError
from gamma.ground.facts import Words
from gamma.ground.faults import quoted
from gamma.ground.periods import parse
from gamma.ground.rows import Tally

STATE = (
    "value",
    "text",
    "numerator",
    "n",
    "precision",
    "provisional",
    "taken_on",
    "tool",
    "evidence",
    "note",
    "withdrawn",
)
AGAIN = {"fr": "Relevé de nouveau après son retrait", "en": "Read again after it was withdrawn"}


def append_readings(facts: Sequence[ReadingFacts], place: Place, *, by: By, tally: Tally) -> None:
    """Bring the readings of an indicator to what a file tells of them."""
    kept: dict[tuple[int, str, int], list[Reading]] = {}
    for reading in Reading.objects.filter(definition__in=place.definitions).order_by("revision"):
        kept.setdefault((reading.definition_id, reading.period, reading.source_id), []).append(reading)
    rows: list[Reading] = []
    for described in facts:
        definition, source = named(place.definitions, described.version), place.sources[described.source]
        before = kept.get((definition.pk, described.period, source.pk), [])
        states = [(state, _columns(state)) for state in [*described.was, described]]
        said = f"{place.indicator.slug}, relevé {described.period} ({described.source})"
        rows += appended(Reading, states, before, _base(described, definition, source, by), said)
    Reading.objects.bulk_create(rows, batch_size=1_000)
    tally.note(Reading, "new", sum(row.revision == 0 for row in rows))
    tally.note(Reading, "changed", sum(row.revision > 0 for row in rows))


def record_reading(facts: ReadingFacts, *, indicator: Indicator, by: By, today: date) -> Reading:
    """A reading that was not known; saying again what is known adds nothing, saying it otherwise asks for a reason."""
    facts = facts.model_copy(update={"withdrawn": False})
    with writing(indicator.enrolment) as scope:
        definition, source = _place(facts, indicator, today)
        kept = chain(definition, facts.period, source)
        if kept and kept[-1].withdrawn:
            facts = facts.model_copy(update={"reason": facts.reason or AGAIN})
        elif kept and not facts.reason and not same(kept[-1], _columns(facts)):
            raise UserError(
                _("%(period)s est déjà relevé dans cette source (%(kept)s) : ouvrir ce relevé pour le corriger.")
                % {"period": quoted(facts.period), "kept": _short(kept[-1])}
            )
        return _add(facts, definition, source, kept, by, scope)


def correct_reading(reading: Reading, facts: ReadingFacts, *, by: By, today: date) -> Reading:
    """The next revision of the reading in force, for a reason; refused when someone corrected it in between."""
    facts = facts.model_copy(update={"period": reading.period, "source": reading.source.slug, "withdrawn": False})
    _refuse_measured(reading.source)
    with writing(reading.definition.indicator.enrolment) as scope:
        kept = _unchanged(reading)
        if not facts.reason:
            raise UserError(_("Une correction dit sa raison : l'ancienne valeur reste lisible à côté."))
        refuse(untimely(facts, reading.source.published, today))
        return _add(facts, reading.definition, reading.source, kept, by, scope)


def withdraw_reading(reading: Reading, *, reason: Words, by: By) -> Reading:
    """The reading holds no more, for a reason; what it said stays readable."""
    with writing(reading.definition.indicator.enrolment) as scope:
        kept = _unchanged(reading)
        if not reason:
            raise UserError(_("Un retrait dit sa raison : le relevé reste lisible à côté."))
        place = {"period": reading.period, "source": reading.source.slug}
        facts = ReadingFacts.model_validate({**reading_said(reading), **place, "reason": reason, "withdrawn": True})
        return _add(facts, reading.definition, reading.source, kept, by, scope, verb="withdrawn")


def _place(facts: ReadingFacts, indicator: Indicator, today: date) -> tuple[Definition, Source]:
    """The definition and the source that a reading names, once what it says holds."""
    definitions = list(indicator.definitions.select_related("indicator__enrolment__product"))
    source, definition = source_named(indicator.enrolment.edition, facts.source), named(definitions, facts.version)
    _refuse_measured(source)
    refuse(untimely(facts, source.published, today))
    return definition, source


def _refuse_measured(source: Source) -> None:
    """What a machine read is not written over by hand, nor by it what a hand wrote: each has its own source."""
    if source.kind == SourceKind.MEASURED:
        raise UserError(
            _("Ce relevé se prend tout seul : retirer celui-ci s'il est faux, ou donner le vôtre ; les deux se voient.")
        )


def chain(definition: Definition, period: str, source: Source) -> list[Reading]:
    """A reading and its corrections, in order."""
    rows = Reading.objects.filter(definition=definition, period=period, source=source)
    return list(rows.select_related("definition__indicator", "source").order_by("revision"))


def _unchanged(reading: Reading) -> list[Reading]:
    kept = chain(reading.definition, reading.period, reading.source)
    if kept[-1].pk != reading.pk or kept[-1].withdrawn:
        what = _("retiré") if kept[-1].withdrawn else _("corrigé (%(value)s)") % {"value": _short(kept[-1])}
        raise UserError(
            _("Ce relevé a été %(what)s entre-temps par %(recorded_by)s : relire avant d'enregistrer.")
            % {"what": what, "recorded_by": kept[-1].recorded_by}
        )
    return kept


def _add(
    facts: ReadingFacts,
    definition: Definition,
    source: Source,
    kept: list[Reading],
    by: By,
    scope: str,
    verb: str = "",
) -> Reading:
    rows = succeeded(Reading, facts, _columns(facts), kept, _base(facts, definition, source, by))
    for row in rows:
        row.save(force_insert=True)
        made(row, by=by, scope=scope, verb=verb or ("corrected" if kept else "made"))
    return rows[0] if rows else kept[-1]


def _base(facts: ReadingFacts, definition: Definition, source: Source, by: By) -> dict[str, Any]:
    who = {"recorded_by": str(by)[:200], "recorded_at": timezone.now()}
    return {"definition": definition, "source": source, **who, **covered(parse(facts.period))}


def _columns(state: Any) -> dict[str, Any]:
    return dict(state.model_dump(include=set(STATE)))


def _short(reading: Reading) -> str:
    return _("sans nombre") if reading.value is None else f"{reading.value.normalize():f}"
