"""Closing: once a day every binding is asked of all the periods that are over, and again of those just over.

A binding that fails stops no other: what it misses is kept, shown on its page, and written once to its team.
"""

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.timezone import localdate

from gamma.cockpit.indicators.actions.asking import Outcome, ask, source_of
from gamma.cockpit.indicators.actions.telling import tell_missed
from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Binding, Definition, Reading
from gamma.cockpit.indicators.queries.turns import closed, until
from gamma.cockpit.programme.models import Source
from gamma.ground.periods import Period

log = logging.getLogger("indicators")

AGAIN = timedelta(days=7)
"""How long after its end a period is asked again every day: facts may come late."""
AT_ONCE, FAULTS = 200, 3
"""How many periods of a binding are asked in one round, and after how many faults the round leaves it."""


def close(*, now: datetime) -> int:
    """Ask every binding that today's round has not been through; return how many readings were added.

    What is left, because there is much or because it failed, is for the next round, of the same day or later.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return sum(_guarded(binding, now) for binding in _unasked(localdate(now)))


def _unasked(today: date) -> QuerySet[Binding]:
    """The bindings of what is followed or proposed, as it is defined now."""
    same = Definition.objects.filter(indicator=OuterRef("definition__indicator"))
    later = same.filter(version__gt=OuterRef("definition__version"))
    rows = Binding.objects.filter(~Exists(later)).exclude(definition__indicator__status=Status.RETIRED)
    enrolment = "definition__indicator__enrolment"
    related = rows.select_related("definition__unit", f"{enrolment}__edition", f"{enrolment}__product")
    return related.exclude(asked_on__gte=today).order_by("pk")


def _guarded(binding: Binding, now: datetime) -> int:
    """A round of one binding, out of which comes nothing that could stop the others."""
    try:
        return _round(binding, now)
    except Exception:
        log.exception("binding %s: its round could not be ended", binding.pk)
        return 0


def _round(binding: Binding, now: datetime) -> int:
    source = source_of(binding)
    periods = _asked(binding, source, localdate(now))
    found: list[Outcome] = []
    for period in periods[:AT_ONCE]:
        found.append(ask(binding, period, source=source, now=now))
        if found.count(Outcome.FAILED) == FAULTS:
            break
    tell_missed(binding, now=now)
    if Outcome.FAILED not in found and len(periods) <= AT_ONCE:
        Binding.objects.filter(pk=binding.pk).update(asked_on=localdate(now))
    return found.count(Outcome.ADDED)


def _asked(binding: Binding, source: Source, today: date) -> list[Period]:
    """The periods to ask of: those never asked, those just over, then those missed, the longest ago first."""
    definition, last = binding.definition, until(source.edition)
    over = [one for one in closed(definition.span_window, binding.since, today) if one.last and one.last <= last]
    read = set(Reading.objects.filter(definition=definition, source=source).values_list("period", flat=True))
    missed = dict(binding.misses.values_list("period", "last_at"))
    fresh = [one for one in over if one.text not in read and one.text not in missed]
    again = [one for one in over if one.text in read and one.last and one.last >= today - AGAIN]
    late = [one for one in over if one.text in missed and one.text not in read and today <= last + AGAIN]
    return [*fresh, *again, *sorted(late, key=lambda one: missed[one.text])]
