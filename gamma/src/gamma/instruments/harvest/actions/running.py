"""Running: feeds are read when they are due, when someone asks for it, or for nothing, to see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Definition
from gamma.ground.errors import UserError
from gamma.ground.periods import Period
from gamma.ground.version import version
from gamma.instruments.harvest.actions.feeds import seal
from gamma.instruments.harvest.actions.recording import record, settle
from gamma.instruments.harvest.fetching.asking import Limits
from gamma.instruments.harvest.fetching.insisting import Insistence
from gamma.instruments.harvest.fetching.shapes import Unreached
from gamma.instruments.harvest.gathering import Group, Return, errands, gather
from gamma.instruments.harvest.lists import Outcome, Reason
from gamma.instruments.harvest.models import Feed, Run
from gamma.instruments.harvest.queries.due import AT_ONCE, Need, due, feeds, last_over, needs, withdrawn

BUDGET = 30.0
"""Seconds after which a round begins no other feed: the letters of the site wait in the same queue."""
WHOLE, AGAIN = Limits(), Insistence()
ONCE = Insistence(attempts=1)
QUICK = Limits(connect=3.0, read=8.0, total=10.0)
"""A person waits for a trial: it is asked once, and not for long."""


@dataclass(frozen=True)
class Round:
    """How many feeds were due, and how many of them are left for the next round."""

    due: int
    left: int


def harvest(*, now: datetime, budget: float = BUDGET) -> Round:
    """Read the feeds that are due; none is begun after `budget` seconds, so that other jobs have their turn."""
    found = due(now)
    asked = ((need.feed, need.definition, need.missing[:AT_ONCE]) for need in found)
    return Round(len(found), _run(asked, Reason.DUE, now, budget=budget)[1])


def read_feed(key: int, *, now: datetime) -> None:
    """Read a feed because someone asks: what it lacks, and the last period again."""
    need = _need(key, now)
    last = last_over(need.definition.span_window, timezone.localdate(now))
    again = [last] if last and last not in need.missing and not withdrawn(need.feed, last) else []
    _run([(need.feed, need.definition, [*again, *need.missing[:AT_ONCE]])], Reason.ASKED, now)


def try_feed(feed: Feed, *, now: datetime) -> Run:
    """Read the last period that is over, and record no figure: the run shows what would be. Raises UserError."""
    need = _need(feed.pk, now)
    last = last_over(need.definition.span_window, timezone.localdate(now))
    if last is None:
        raise UserError(_("Cet indicateur n'a pas de calendrier : un flux ne sait pas quelle période demander."))
    runs, _left = _run([(need.feed, need.definition, [last])], Reason.TRIAL, now, quick=True)
    if not runs:
        raise UserError(_("L'hôte a été assez demandé pour l'instant : réessayer dans une minute."))
    if runs[0].outcome == Outcome.READ:
        Feed.objects.filter(pk=feed.pk).update(tried=seal(need.feed))
    return runs[0]


def _need(key: int, now: datetime) -> Need:
    found = needs(feeds().filter(pk=key), timezone.localdate(now))
    if not found:
        raise UserError(_("L'indicateur de ce flux n'a pas encore de définition."))
    return found[0]


def _run(
    asked: Iterable[tuple[Feed, Definition, Iterable[Period]]],
    reason: Reason,
    now: datetime,
    *,
    quick: bool = False,
    budget: float = BUDGET,
) -> tuple[list[Run], int]:
    """Fetch, read and record all that is asked; the runs, and how many feeds were left."""
    asked, runs, groups = list(asked), [], []
    prefetch_related_objects([feed for feed, _definition, _periods in asked], "indicator__enrolment__edition__hosts")
    for feed, definition, periods in asked:
        try:
            groups.append(errands(feed, definition, periods))
        except (Unreached, UserError) as refused:
            runs.append(_failed(feed, str(refused), reason, now))

    def recorded(group: Group, returns: Sequence[Return]) -> None:
        runs.extend(record(group, returns, reason=reason, now=now))

    limits, insistence = (QUICK, ONCE) if quick else (WHOLE, AGAIN)
    groups = [group for group in groups if group]
    return runs, gather(groups, recorded, limits=limits, insistence=insistence, budget=budget)


@transaction.atomic
def _failed(feed: Feed, fault: str, reason: Reason, now: datetime) -> Run:
    """A run in which nothing could even be asked."""
    if reason is not Reason.TRIAL:
        settle(feed, failed=True, now=now)
    return Run.objects.create(
        feed=feed, reason=reason, outcome=Outcome.FAILED, began_at=now, query="", version=version(), fault=fault
    )
