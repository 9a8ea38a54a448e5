"""Insisting: each host in its turn, and again when what failed may pass.

stamina (on tenacity) does the waiting: longer each time, and as long as the host asked for.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import stamina
from django.utils.translation import gettext as _

from gamma.ground.faults import quoted
from gamma.instruments.harvest.fetching.asking import Asker
from gamma.instruments.harvest.fetching.guarding import Hosts, place_of
from gamma.instruments.harvest.fetching.shapes import Answer, Passing, Request, Unreached

AT_ONCE = 4  # requests to one host
PATIENT = 60.0  # a host that asks for more is left until the next round

Turn = Callable[[str], Awaitable[float | None]]
"""In how many seconds the next request to a host may leave; the turn is taken. None when that is too long to wait."""


class Later(Unreached):
    """The turns of a host are all taken: nothing was asked, nothing failed."""


@dataclass(frozen=True)
class Insistence:
    """How many times one asks, and how long one waits at first, in seconds."""

    attempts: int = 3
    wait: float = 1.0
    timeout: float = 45.0


class Insister:
    """Asks with the limits of each host."""

    def __init__(self, asker: Asker, turn: Turn, insistence: Insistence = Insistence()) -> None:
        self._asker, self._turn, self._insistence = asker, turn, insistence
        self._doors: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))

    async def ask(self, request: Request, allowed: Hosts) -> Answer:
        """The answer, after as many tries as it takes. Raises Unreached."""
        host = place_of(request.url).host
        told = self._insistence
        tries = stamina.retry_context(
            on=_again,
            attempts=told.attempts,
            timeout=told.timeout,
            wait_initial=told.wait,
            wait_max=told.wait * 10,
            wait_jitter=told.wait / 2,
        )
        async for attempt in tries:
            with attempt:
                async with self._doors[host]:
                    await self._wait(host)
                    return await self._asker.ask(request, allowed)
        raise AssertionError("stamina raises what it gave up on")

    async def _wait(self, host: str) -> None:
        """Until it is the turn of this request. Raises Later."""
        wait = await self._turn(host)
        if wait is None:
            raise Later(
                _("%(host)s a été assez demandé pour l'instant : ce sera au prochain tour.") % {"host": quoted(host)}
            )
        await asyncio.sleep(wait)


def _again(error: Exception) -> bool | float:
    """Whether to try again, and after how long when the host said it."""
    if not isinstance(error, Passing):
        return False
    if error.after is None:
        return True
    return error.after if error.after <= PATIENT else False
