"""Committing: what comes while one transaction is made durable waits for the next; nobody is answered before.

One commit is one wait for the disk, however many events it holds: the busier it is, the cheaper each one becomes.
"""

import asyncio
from collections import deque
from collections.abc import Sequence

from gamma.instruments.audience.collecting.storing import Keep, Row

WAITING = 20_000  # events; beyond, it is better to say no than to answer too late
BATCH = 2_000


class Full(Exception):
    """More events wait than can be kept in time."""


class Committer:
    """Keeps rows together; `keep` returns once they are durable, or raises why they are not."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._waiting: deque[tuple[Sequence[Row], asyncio.Future[None]]] = deque()
        self._count = 0
        self._wake = asyncio.Event()
        self._over: BaseException | None = None

    async def keep(self, rows: Sequence[Row]) -> None:
        """Raises Full, or Undone; then none of them is kept, or all are without our knowing it."""
        if self._over:
            raise Undone(self._over)
        if self._count + len(rows) > WAITING:
            raise Full
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((rows, done))
        self._count += len(rows)
        self._wake.set()
        await done

    async def run(self) -> None:
        """Commit what waits, then what came meanwhile, until the base fails: its error is raised, and told to all."""
        try:
            while True:
                await self._wake.wait()
                await self._commit(self._batch())
        except BaseException as error:
            self._over = error  # who comes now would wait for a commit that never comes
            self._fail(self._waiting, error)
            raise

    def _batch(self) -> list[tuple[Sequence[Row], asyncio.Future[None]]]:
        batch, size = [], 0
        while self._waiting and size < BATCH:
            batch.append(self._waiting.popleft())
            size += len(batch[-1][0])
        self._count -= size
        if not self._waiting:
            self._wake.clear()
        return batch

    async def _commit(self, batch: list[tuple[Sequence[Row], asyncio.Future[None]]]) -> None:
        try:
            await self._keep([row for rows, _done in batch for row in rows])
        except BaseException as error:
            self._fail(batch, error)
            raise
        for _rows, done in batch:
            if not done.done():
                done.set_result(None)

    def _fail(self, batch: Sequence[tuple[Sequence[Row], asyncio.Future[None]]], error: BaseException) -> None:
        for _rows, done in batch:
            if not done.done():
                done.set_exception(Undone(error))


class Undone(Exception):
    """The base failed while these events were being kept."""
