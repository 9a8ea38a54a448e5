"""Recording: what came of an errand becomes a run, and its figures readings that rest on a proof. All or nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions import take_reading
from gamma.cockpit.indicators.facts import EXTRACT, Proof
from gamma.cockpit.indicators.models import Definition, Reading
from gamma.ground.errors import UserError
from gamma.ground.measures import Count
from gamma.ground.periods import Period, parse
from gamma.ground.version import version
from gamma.instruments.harvest.fetching.shapes import Answer, masked
from gamma.instruments.harvest.gathering import Group, Return, masks
from gamma.instruments.harvest.lists import Outcome, Reason
from gamma.instruments.harvest.models import Feed, Run
from gamma.instruments.harvest.sources.kinds import Found

FIRST, LONGEST = timedelta(minutes=15), timedelta(hours=24)
"""How long a feed that failed is left alone: twice as long each time, a day at most."""


@transaction.atomic
def record(group: Group, returns: Sequence[Return], *, reason: Reason, now: datetime) -> list[Run]:
    """The runs of a feed, and how it is doing after them; nothing for one whose host had no turn left."""
    runs = [recorded(one, reason=reason, now=now) for one in returns]
    if runs and reason is not Reason.TRIAL:
        failed = any(run.outcome == Outcome.FAILED for run in runs)
        settle(group[0].feed, failed=failed, now=now, after=max((one.after or 0 for one in returns), default=0))
    return runs


@transaction.atomic
def recorded(one: Return, *, reason: Reason, now: datetime) -> Run:
    """One run; its figures are taken, unless it was a trial. What is refused of one undoes nothing of the others."""
    errand, faults, readings = one.errand, [one.fault] if one.fault else [], []
    run = _run(one, reason)
    for text, found in one.found.items() if reason is not Reason.TRIAL else ():
        try:
            readings.append(taken(errand.feed, errand.definition, parse(text), found, proof_of(run, errand.feed), now))
        except UserError as refused:
            faults.append(str(refused))
    run.fault, run.outcome = " ".join(faults), Outcome.FAILED if faults else Outcome.READ
    run.save(force_insert=True)
    run.readings.set(readings)
    return run


@transaction.atomic
def taken(feed: Feed, definition: Definition, period: Period, found: Found, proof: Proof, now: datetime) -> Reading:
    """The reading of a figure, with its proof."""
    sentence = _("Lu par le flux « %(title)s » (%(kind)s).") % {"title": feed.title, "kind": feed.get_kind_display()}
    unit = definition.unit.slug if definition.unit else ""
    count = Count(found.value, unit, period, found.precision, found.n, sentence[:300])
    return take_reading(count, definition=definition, source=feed.source, proof=proof, by=_("moisson"), now=now)


def proof_of(run: Run, feed: Feed) -> Proof:
    """What a run shows of how it obtained its figures."""
    return Proof(
        method=feed.kind,
        query=run.query,
        taken_at=run.began_at,
        digest=run.digest,
        version=run.version,
        extract=run.extract,
    )


def settle(feed: Feed, *, failed: bool, now: datetime, after: float = 0) -> None:
    """Leave a feed that failed alone for a while, `after` seconds at least; forget failures that passed."""
    failures = min(feed.failures + 1, 30) if failed else 0
    wait = min(max(FIRST * 2 ** (failures - 1), timedelta(seconds=after)), LONGEST) if failures else None
    feed.failures, feed.not_before = failures, now + wait if wait else None
    feed.save(update_fields=["failures", "not_before"])


def shown(answer: Answer | None, secret: str) -> dict[str, Any]:
    """The columns that tell of an answer."""
    if answer is None:
        return {}
    text = answer.body[: EXTRACT * 4].decode("utf-8", errors="replace").replace("\0", "")
    extract = masked(text, *masks(secret))[:EXTRACT]
    return {"status": answer.status, "size": len(answer.body), "digest": answer.digest, "extract": extract}


def _run(one: Return, reason: Reason) -> Run:
    errand = one.errand
    figures = {
        text: {"value": found.value, "n": found.n, "precision": found.precision} for text, found in one.found.items()
    }
    return Run(
        feed=errand.feed,
        reason=reason,
        began_at=one.began_at,
        seconds=round(one.seconds, 3),
        query=errand.query[:EXTRACT],
        version=version(),
        periods=[wanted.period.text for wanted in errand.wanted],
        figures={text: {**said, "value": f"{said['value']:f}"} for text, said in figures.items()},
        **shown(one.answer, errand.secret),
    )
