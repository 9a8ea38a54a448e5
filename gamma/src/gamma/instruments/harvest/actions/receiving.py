"""Receiving: a signed letter is checked, taken once, and its figure becomes a reading like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gamma.cockpit.indicators.models import Reading
from gamma.ground.errors import UserError
from gamma.ground.periods import parse
from gamma.ground.version import version
from gamma.instruments.harvest.actions.recording import proof_of, settle, shown, taken
from gamma.instruments.harvest.fetching.shapes import Answer, Unreached
from gamma.instruments.harvest.gathering import described
from gamma.instruments.harvest.lists import FeedKind, Outcome, Reason
from gamma.instruments.harvest.models import Delivery, Feed, Run
from gamma.instruments.harvest.queries.due import definition_of, feeds
from gamma.instruments.harvest.sealing import opened
from gamma.instruments.harvest.sources import kind_of
from gamma.instruments.harvest.sources.kinds import Wanted
from gamma.instruments.harvest.sources.webhook import Sent, letter, verify


@dataclass(frozen=True)
class Letter:
    """A letter as it came: headers by their names in small letters, and the body that they sign."""

    headers: Mapping[str, str]
    body: bytes


def receive(address: UUID, sent: Letter, *, now: datetime) -> Run | None:
    """Take the figure of a letter; None for one that was taken already, or whose address nobody has.

    Raises Forged for a letter that is not what it says: it leaves no trace that a stranger could fill the base with.
    """
    feed = feeds().filter(address=address, kind=FeedKind.WEBHOOK, enabled=True).first()
    if feed is None:
        raise Feed.DoesNotExist
    ident = verify(opened(feed.secret), sent.headers, sent.body, now)
    with transaction.atomic():
        _delivery, first = Delivery.objects.get_or_create(feed=feed, ident=ident, defaults={"received_at": now})
        run = _recorded(feed, ident, Answer(sent.body, type="application/json"), now) if first else None
        if run and run.outcome == Outcome.FAILED:
            _delivery.delete()  # mended, it may be sent again under the same id
    return run


def _recorded(feed: Feed, ident: str, answer: Answer, now: datetime) -> Run:
    run = Run(feed=feed, reason=Reason.SENT, outcome=Outcome.READ, began_at=now, version=version())
    run.query = f"POST webhook-id: {ident}"
    for name, value in shown(answer, opened(feed.secret)).items():
        setattr(run, name, value)
    readings = []
    try:
        said = letter(answer)
        readings.append(_taken(feed, said, answer, run, now))
    except (UserError, Unreached) as refused:
        run.outcome, run.fault = Outcome.FAILED, str(refused)
    run.save(force_insert=True)
    run.readings.set(readings)
    settle(feed, failed=run.outcome == Outcome.FAILED, now=now)
    return run


def _taken(feed: Feed, said: Sent, answer: Answer, run: Run, now: datetime) -> Reading:
    kind, definition = kind_of(feed.kind), definition_of(feed)
    wanted = Wanted(parse(said.period), definition.kind)
    found = kind.read(described(kind, feed.parameters), answer, wanted)
    run.periods = [said.period]
    run.figures = {said.period: {"value": f"{found.value:f}", "n": found.n, "precision": found.precision}}
    return taken(feed, definition, wanted.period, found, proof_of(run, feed), now)
