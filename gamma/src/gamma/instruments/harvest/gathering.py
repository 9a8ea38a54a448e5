"""Gathering: what feeds ask for is fetched, many at a time, and read; nothing is written here.

An errand is one thing asked of one feed; it may answer for several periods, when the same request serves them all.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, quote_plus

from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from gamma.cockpit.indicators.models import Definition
from gamma.ground.errors import UserError
from gamma.ground.facts import Facts
from gamma.ground.periods import Period
from gamma.instruments.harvest.fetching import folders
from gamma.instruments.harvest.fetching.asking import Asker, Limits
from gamma.instruments.harvest.fetching.guarding import Guard, Hosts
from gamma.instruments.harvest.fetching.insisting import Insistence, Insister, Later
from gamma.instruments.harvest.fetching.shapes import Answer, Ask, File, Passing, Request, Statement, Unreached, masked
from gamma.instruments.harvest.models import Feed
from gamma.instruments.harvest.pacing import take_turn
from gamma.instruments.harvest.sealing import opened
from gamma.instruments.harvest.sources import kind_of
from gamma.instruments.harvest.sources.kinds import Found, Kind, Wanted

TOGETHER = 32  # feeds fetched at a time: each may hold an answer of five megabytes


@dataclass(frozen=True)
class Errand:
    """One thing to ask of a feed, and the periods that its answer is to tell of."""

    feed: Feed
    definition: Definition
    kind: Kind
    facts: Facts
    ask: Ask
    wanted: tuple[Wanted, ...]
    secret: str = field(repr=False)

    @property
    def query(self) -> str:
        """What is asked, as evidence shows it."""
        return masked(str(self.ask), *masks(self.secret))


@dataclass(frozen=True)
class Return:
    """What came of an errand: the answer, the figures by period, and in a sentence what is missing.

    `after` is in how many seconds the host asked to be asked again.
    """

    errand: Errand
    began_at: datetime
    seconds: float
    answer: Answer | None
    found: Mapping[str, Found]
    fault: str
    after: float | None = None


Group = Sequence[Errand]
Record = Callable[[Group, Sequence[Return]], object]


def errands(feed: Feed, definition: Definition, periods: Iterable[Period]) -> list[Errand]:
    """What is to be asked of a feed for these periods; one errand for those that the same request serves.

    Raises UserError, Unreached for a feed that cannot ask.
    """
    kind, secret = kind_of(feed.kind), opened(feed.secret)
    facts = described(kind, feed.parameters)
    by_ask: dict[Ask, list[Wanted]] = {}
    for period in periods:
        wanted = Wanted(period, definition.kind)
        if kind.ask:
            by_ask.setdefault(kind.ask(facts, wanted, secret), []).append(wanted)
    return [Errand(feed, definition, kind, facts, ask, tuple(wanted), secret) for ask, wanted in by_ask.items()]


def described(kind: Kind, parameters: Mapping[str, object]) -> Facts:
    """What was filled in for a feed. Raises Unreached when the kind asks for more since."""
    try:
        return kind.facts.model_validate(parameters)
    except ValidationError as wrong:
        raise Unreached(_("Les réglages de ce flux ne suffisent plus : les revoir.")) from wrong


def masks(secret: str) -> list[str]:
    """The ways a secret may be written in what is kept as evidence."""
    if not secret:
        return []
    found = {secret, quote(secret, safe=""), quote_plus(secret)}
    if "://" in secret:
        from gamma.instruments.harvest.fetching.databases import password_of  # it is heavy, and few ask it

        found.add(password_of(secret))
    return sorted(found - {""}, key=len, reverse=True)


def gather(
    groups: Iterable[Group],
    record: Record,
    *,
    limits: Limits,
    insistence: Insistence,
    budget: float,
) -> int:
    """Fetch and read the errands of each feed, and hand what came of them to `record`, feed by feed, as it comes.

    `record` and the turns of the hosts work in the thread that calls: on its connection to the base. No feed is begun
    after `budget` seconds; return how many were left.
    """
    return async_to_sync(_gathered)(list(groups), record, limits, insistence, time.monotonic() + budget)


async def _gathered(
    groups: Sequence[Group], record: Record, limits: Limits, insistence: Insistence, until: float
) -> int:
    guard = Guard(frozenset(settings.HARVEST_INTERNAL))
    asker, places = Asker(guard, limits), asyncio.Semaphore(TOGETHER)
    reach = _Reach(Insister(asker, sync_to_async(take_turn), insistence), guard, settings.HARVEST_ROOT)
    recorded = sync_to_async(record)

    async def one(group: Group) -> bool:
        async with places:
            if time.monotonic() > until:
                return False
            found = [await reach.returned(errand) for errand in group]
            await recorded(group, [one for one in found if one])
            return True

    try:
        ended = await asyncio.gather(*map(one, groups), return_exceptions=True)
    finally:
        await asker.close()
    if failed := [error for error in ended if isinstance(error, Exception)]:
        raise ExceptionGroup("feeds that could not be recorded, the others are", failed)
    return ended.count(False)


@dataclass(frozen=True)
class _Reach:
    """All the ways out."""

    web: Insister
    guard: Guard
    root: Path | None

    async def returned(self, errand: Errand) -> Return | None:
        """What came of an errand; None when its host has no turn left."""
        began_at, since = timezone.now(), time.monotonic()
        answer: Answer | None
        fault, after = "", None
        try:
            answer = await self._answer(errand.ask, allowed(errand.feed))
        except Later:
            return None
        except Unreached as error:
            answer, fault = error.answer, str(error)
            after = error.after if isinstance(error, Passing) else None
        found, faults = ({}, [fault]) if answer is None or fault else _read(errand, answer)
        told = masked(" ".join(dict.fromkeys(faults)), *masks(errand.secret))
        return Return(errand, began_at, time.monotonic() - since, answer, found, told, after)

    async def _answer(self, ask: Ask, hosts: Hosts) -> Answer:
        match ask:
            case Request():
                return await self.web.ask(ask, hosts)
            case Statement():
                from gamma.instruments.harvest.fetching.databases import Databases  # it is heavy, and few ask it

                return await asyncio.to_thread(Databases(self.guard, self.root).ask, ask, hosts)
            case File():
                return await asyncio.to_thread(folders.ask, ask, self.root)


def allowed(feed: Feed) -> Hosts:
    """The hosts that a feed may ask: those of the settings, and of its edition (fetched beforehand)."""
    own = feed.indicator.enrolment.edition.hosts.all()
    return frozenset(settings.HARVEST_HOSTS) | {host.name for host in own}


def _read(errand: Errand, answer: Answer) -> tuple[dict[str, Found], list[str]]:
    """The figures of each period, and what is missing."""
    found: dict[str, Found] = {}
    faults = []
    for wanted in errand.wanted:
        try:
            found[wanted.period.text] = errand.kind.read(errand.facts, answer, wanted)
        except Unreached as missing:
            faults.append(str(missing))
        except UserError as wrong:
            faults.append(str(wrong))
    return found, faults
