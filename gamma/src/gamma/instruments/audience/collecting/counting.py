"""Counting: what the collector knows (sites, salts, who was seen), and how it lives with a base that comes and goes."""

import asyncio
import logging
import secrets
from collections import Counter as Tally
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, suppress
from datetime import date, datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from psycopg import AsyncConnection

from gamma.instruments.audience.collecting.accepting import EPOCH, Refused, Told, action, from_pages, page, read
from gamma.instruments.audience.collecting.committing import Committer, Undone
from gamma.instruments.audience.collecting.sites import Site, sites
from gamma.instruments.audience.collecting.storing import Row, Seen, keeping, make_room
from gamma.instruments.audience.collecting.visitors import SPANS, Salts, salts, starts, told_apart
from gamma.instruments.audience.lists import Grain, Mode, What

log = logging.getLogger(__name__)
ZONE = ZoneInfo("Europe/Paris")
FRESH = 5.0  # seconds between two looks at the sites
PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0)
KNOWN = 500_000  # prints remembered so as not to tell the base again what it knows
A_MINUTE = 600  # events; no person makes more from one address


class Counter:
    """Turns what is told into rows, and hands them to the committer of its mode."""

    def __init__(self, dsn: str, clock: Callable[[], datetime]) -> None:
        self._dsn, self._clock = dsn, clock
        self.sites: Mapping[str, Site] = {}
        self.ready = False
        self._day = date.min
        self._salts: Salts = {}
        self._known: set[bytes] = set()
        self._committers: dict[Mode, Committer] = {}
        self._turning = asyncio.Lock()
        self._living: asyncio.Task[None] | None = None
        self._pace, self._minute = Tally[bytes](), -1
        self._secret = secrets.token_bytes(32)
        self._base: AsyncConnection[Any] | None = None

    def today(self) -> date:
        """The day it is where the programme is."""
        return self._clock().astimezone(ZONE).date()

    async def open(self) -> None:
        """Begin to live; returns once events can be kept, or the first try failed."""
        began = asyncio.Event()
        self._living = asyncio.create_task(self._live(began))
        await began.wait()

    async def close(self) -> None:
        """Stop; whoever still waits is told that their event is not kept."""
        if self._living:
            self._living.cancel()
            with suppress(asyncio.CancelledError):
                await self._living

    async def count(self, body: bytes, site: Site, origin: str, address: str, agent: str) -> None:
        """Keep the events of a body. Raises Refused, Full, Undone."""
        from_pages(site, origin)
        await self._keep(site, read(body, site, self.today()), address, agent)

    async def see(self, path: str, gesture: str, site: Site, referer: str, address: str, agent: str) -> None:
        """Keep what the image of a page without scripts tells. Raises Refused, Full, Undone."""
        from_pages(site, referer)
        today = self.today()
        number = UUID(bytes=(today - EPOCH).days.to_bytes(2) + secrets.token_bytes(14))
        name = action(gesture, site) if gesture else ""
        told = Told(number, today, What.ACTION if gesture else What.VIEW, page(path), name, "", None)
        await self._keep(site, [told], address, agent)

    async def _keep(self, site: Site, told: list[Told], address: str, agent: str) -> None:
        self._paced(address, agent, len(told))
        now = self._clock()
        if (today := now.astimezone(ZONE).date()) != self._day:
            await self._turned(today)
        rows = [self.row(site, one, now, address, agent) for one in told]
        await self.committer(site.mode).keep(rows)
        if len(self._known) < KNOWN:
            self._known.update(seen.visitor for row in rows for seen in row.seen)

    def committer(self, mode: Mode) -> Committer:
        """What keeps the events of a mode. Raises Undone while the base is gone."""
        if mode not in self._committers:
            raise Undone(ConnectionError("the base does not answer"))
        return self._committers[mode]

    def _paced(self, address: str, agent: str, events: int) -> None:
        """Refuse what comes faster than persons are; who is told by a print that no other process can make."""
        minute = int(self._clock().timestamp()) // 60
        if minute != self._minute:
            self._pace, self._minute = Tally(), minute
        who = told_apart(self._secret, "", f"{address}|{agent}")
        self._pace[who] += events
        if self._pace[who] > A_MINUTE:
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "too many events from one place")

    def row(self, site: Site, told: Told, now: datetime, address: str, agent: str) -> Row:
        """An event as it is kept, on the day that the counter turned to."""
        at = now.replace(microsecond=0)
        if told.visitor:
            return Row(told, site.id, self._day, at, told.visitor)
        prints = {grain: told_apart(self._salts[site.id, grain], address, agent) for grain in SPANS}
        spans = ((grain, starts(grain, self._day)) for grain in SPANS[1:])
        seen = tuple(Seen(grain, first, prints[grain]) for grain, first in spans if prints[grain] not in self._known)
        return Row(told, site.id, self._day, at, prints[Grain.DAY], seen)

    async def _live(self, began: asyncio.Event) -> None:
        """Hold connections to the base for as long as it answers, and come back when it does again."""
        failures = 0
        while True:
            try:
                async with AsyncExitStack() as held:
                    await self._connect(held)
                    failures = 0
                    began.set()
                    await self._watch()
            except* (psycopg.Error, OSError) as errors:
                log.warning("the base is gone: %s", errors.exceptions[0])
            finally:
                self.ready, self._committers = False, {}
                began.set()
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
            failures += 1

    async def _connect(self, held: AsyncExitStack) -> None:
        opened = [await AsyncConnection.connect(self._dsn, autocommit=True) for _ in range(3)]
        for connection in opened:
            held.push_async_callback(connection.close)
        self._base, self._day = opened[0], date.min
        self.sites = await sites(self._base)
        await self.turn(self.today())
        self._committers = {
            mode: Committer(keeping(mode, connection)) for mode, connection in zip(Mode, opened[1:], strict=True)
        }
        self.ready = True

    async def _watch(self) -> None:
        """Commit and look at the sites until one of them fails."""
        async with asyncio.TaskGroup() as tasks:
            for committer in self._committers.values():
                tasks.create_task(committer.run())
            tasks.create_task(self._look())

    async def _look(self) -> None:
        while self._base:
            await asyncio.sleep(FRESH)
            async with self._turning:
                found = await sites(self._base)
                if found.keys() != self.sites.keys():
                    self._salts = await salts(self._base, found.values(), self._day)
                self.sites = found

    async def _turned(self, today: date) -> None:
        try:
            await self.turn(today)
        except psycopg.Error as error:
            raise Undone(error) from error

    async def turn(self, today: date) -> None:
        """A new day: its salts, its partitions, and nobody seen yet."""
        async with self._turning:
            if today == self._day or self._base is None:
                return
            await make_room(self._base, today)
            self._salts = await salts(self._base, self.sites.values(), today)
            self._known = set()
            self._day = today
