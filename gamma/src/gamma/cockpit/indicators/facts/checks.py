"""Checks: what must hold of an indicator beyond the form of each field, whoever says it: a file, a form, a program.

Each check yields the field at fault, and the fault.
"""

from collections.abc import Collection, Iterator
from datetime import date

from gamma.cockpit.indicators.facts.indicators import IndicatorFacts
from gamma.cockpit.indicators.facts.readings import ReadingFacts
from gamma.cockpit.indicators.facts.targets import TargetFacts
from gamma.cockpit.indicators.lists import Status
from gamma.ground.faults import Fault, quoted
from gamma.ground.periods import future, parse, span

Found = Iterator[tuple[str, Fault]]


def ill_lived(indicator: IndicatorFacts) -> Found:
    """What its status does not go with."""
    if indicator.successor and indicator.status != Status.RETIRED:
        yield "successor", Fault("un indicateur encore suivi n'a pas de successeur", "écrire status: retired")
    if not indicator.followed and indicator.status != Status.ACTIVE:
        yield "status", Fault("une série à l'appui n'est ni proposée ni abandonnée", "retirer status")


def untimely(reading: ReadingFacts, published: str, today: date) -> Found:
    """What a reading tells of days that had not come; `published` is when its source was."""
    early = timely(reading, published, today)
    if early:
        yield "period", early
    if future(reading.taken_on, today):
        yield "taken_on", ahead(reading.taken_on)


def timely(reading: ReadingFacts, published: str, today: date) -> Fault | None:
    """A reading cannot tell of days that had not come when it was taken or published."""
    begins = parse(reading.period).begins_by
    if begins is None:
        return None
    for said, text in (("relevé", reading.taken_on), ("publié", published)):
        if text and begins > span(text)[1]:
            what = f"le relevé porte sur {quoted(reading.period)} mais a été {said} en {text}, avant cette période"
            return Fault(what, "corriger la période, la date ou la source")
    if begins > today:
        return Fault(f"la période {quoted(reading.period)} est dans le futur", "corriger la période")
    return None


def ill_set(target: TargetFacts, read: Collection[str], today: date) -> Found:
    """What a target rests on that does not exist; `read` are the periods of the readings of its indicator."""
    if future(target.set_on, today):
        yield "set_on", ahead(target.set_on)
    if target.baseline and target.baseline not in read:
        yield "baseline", unread(target.baseline, read)


def unread(period: str, read: Collection[str]) -> Fault:
    """A start that nobody read."""
    mend = f"ajouter le relevé, ou un de ceux-ci : {', '.join(sorted(read)[:8])}"
    return Fault(f"aucun relevé ne porte sur {quoted(period)}", mend)


def ahead(text: str) -> Fault:
    return Fault(f"{text} est dans le futur", "corriger la date")
