"""Sending: one reading brought by a program, recorded once however many times it is sent."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions import record_reading
from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.facts.checks import untimely
from gamma.cockpit.indicators.models import Definition, Indicator, Reading
from gamma.cockpit.programme.actions import hold_facts
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.reports.keys import use_key
from gamma.cockpit.reports.models import Key
from gamma.ground.errors import UserError
from gamma.ground.faults import Fault, near, quoted

STATE = ("value", "text", "numerator", "n", "precision", "provisional", "taken_on", "tool", "evidence", "note")
Outcome = Literal["new", "same", "corrected"]


class Wrong(UserError):
    """A reading that cannot be recorded: what is wrong, and in which of its fields."""

    def __init__(self, fault: Fault, field: str) -> None:
        self.fault, self.field = fault, field
        super().__init__(fault.sentence(field))


class Differs(UserError):
    """A reading that is recorded already with another value, sent without a reason."""

    def __init__(self, kept: Reading, sent: ReadingFacts) -> None:
        self.kept, self.sent = kept, sent
        super().__init__(f"{kept.value} est déjà enregistré ; une correction dit sa raison")


@dataclass(frozen=True)
class Received:
    """What became of a reading that was sent."""

    outcome: Outcome
    reading: Reading


@transaction.atomic
def receive_reading(facts: ReadingFacts, *, indicator: Indicator, key: Key, today: date) -> Received:
    """Record a reading that a program sent, or its correction; nothing, when it is recorded already as it is."""
    hold_facts()
    edition = key.enrolment.edition
    definition, source = _definition(indicator, facts), _source(edition, facts)
    for field, fault in untimely(facts, source.published, today):
        raise Wrong(fault, field)
    use_key(key, on=today)
    kept = _kept(definition, source, facts)
    facts = facts.model_copy(update={"version": definition.version})
    values = facts.model_dump(include=set(STATE))
    if kept and not kept.withdrawn and all(getattr(kept, name) == value for name, value in values.items()):
        return Received("same", kept)
    if kept and not kept.withdrawn and not facts.reason:
        raise Differs(kept, facts)
    by = _("clé « {name} »").format(name=key.name)
    reading = record_reading(facts, indicator=indicator, by=by, today=today)
    return Received("corrected" if kept else "new", reading)


def _definition(indicator: Indicator, facts: ReadingFacts) -> Definition:
    """The version that is named, or the one in force."""
    known = list(indicator.definitions.all())
    if facts.version is None:
        return known[-1]
    if facts.version > len(known):
        what = _("la définition {version} n'existe pas").format(version=facts.version)
        raise Wrong(Fault(what, _("écrire de 1 à {count}").format(count=len(known))), "version")
    return known[facts.version - 1]


def _source(edition: Edition, facts: ReadingFacts) -> Source:
    source = edition.sources.filter(slug=facts.source).first()
    if source is None:
        what = _("la source {name} n'est pas de cette édition").format(name=quoted(facts.source))
        raise Wrong(Fault(what, near(facts.source, edition.sources.values_list("slug", flat=True))), "source")
    return source


def _kept(definition: Definition, source: Source, facts: ReadingFacts) -> Reading | None:
    """What is recorded of that period by that source, as it was corrected last."""
    rows = Reading.objects.filter(definition=definition, source=source, period=facts.period)
    return rows.select_related("definition__unit", "source").order_by("-revision").first()
