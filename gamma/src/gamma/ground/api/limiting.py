"""Limiting: a fair share of the machine for each caller – a key, else an address –, and nothing when this fails.

A token is a twentieth of a second of calculation: a request takes one, and pays afterwards what it cost beyond. Ours
rather than a library: those at hand count requests, and one request may cost a hundred times another. The buckets are
in the memory of a process, so that a caller may have a share in each; an address is only there as a digest under a salt
of the process.
"""

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gamma.ground.api.refusals import Refusal, Refused

logger = logging.getLogger(__name__)
SALT = secrets.token_bytes(32)
MOST = 50_000
"""Buckets kept; the one longest unused is forgotten first, which gives its caller a full one."""


@dataclass(frozen=True)
class Rate:
    """Tokens that come back each second, and how many may be saved."""

    second: float
    burst: int


ADDRESS, KEY = Rate(20, 100), Rate(60, 300)


class Buckets:
    """What each caller has left."""

    def __init__(self, clock: Callable[[], float] = monotonic, most: int = MOST) -> None:
        self._clock, self._most, self._lock = clock, most, Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, rate: Rate, tokens: float = 1.0, *, owed: bool = False) -> float:
        """Tokens left after `tokens` are taken; below zero nothing was taken, unless they were `owed`."""
        with self._lock:
            before, at = self._left.get(caller, (float(rate.burst), self._clock()))
            here = min(rate.burst, before + (self._clock() - at) * rate.second)
            left = max(here - tokens, -float(rate.burst))
            self._left[caller] = (left if left >= 0 or owed else here, self._clock())
            self._left.move_to_end(caller)
            if len(self._left) > self._most:
                self._left.popitem(last=False)
        return left


BUCKETS = Buckets()


@dataclass
class Share:
    """What one request may take: `headers` tell what is left, `pay` takes what it cost."""

    caller: str
    rate: Rate
    left: float

    @property
    def headers(self) -> Mapping[str, str]:
        full = max(0, ceil((self.rate.burst - self.left) / self.rate.second))
        left = max(0, int(self.left))
        return {
            "X-RateLimit-Limit": f"{self.rate.burst}",
            "X-RateLimit-Remaining": f"{left}",
            "X-RateLimit-Reset": f"{full}",
        }

    def pay(self, seconds: float) -> None:
        """Take what a calculation of so many seconds costs beyond the token already taken."""
        try:
            if (tokens := seconds * ADDRESS.second - 1) > 0:
                BUCKETS.take(self.caller, self.rate, tokens, owed=True)
        except Exception:
            logger.exception("api: a request was not charged")


def share(request: HttpRequest, key: str, mend: str) -> Share | None:
    """The share of a request, one token taken; None when it cannot be told, or when none is kept (API_LIMITED).

    `key` names the key that came with it, if one did. Raises Refused (429) when none is left: `mend` says what to do.
    """
    if not settings.API_LIMITED:
        return None
    rate = KEY if key else ADDRESS
    try:
        caller = key or _digest(address(request))
        found = Share(caller, rate, BUCKETS.take(caller, rate))
    except Exception:
        logger.exception("api: the limit of requests does not work, all pass")
        return None
    if found.left < 0:
        raise _exceeded(found, mend)
    return found


def spent(request: HttpRequest, what: str, rate: Rate) -> bool:
    """Whether a caller has had their share of something else than calculation, one token being taken of it.

    `what` names it. Nobody has when this fails, or when no share is kept (API_LIMITED).
    """
    if not settings.API_LIMITED:
        return False
    try:
        return BUCKETS.take(f"{what} {_digest(address(request))}", rate) < 0
    except Exception:
        logger.exception("limiting: the limit of %s does not work, all pass", what)
        return False


def address(request: HttpRequest) -> str:
    """Where a request comes from: as many proxies as NINJA_NUM_PROXIES are ours, and add what they saw on the right."""
    seen: list[str] = [request.META.get("REMOTE_ADDR", "")]
    ours = getattr(settings, "NINJA_NUM_PROXIES", 0) or 0
    if ours:
        seen += reversed([one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()])
    return seen[min(ours, len(seen) - 1)]


def _digest(address: str) -> str:
    return blake2b(address.encode(), key=SALT, digest_size=16).hexdigest()


def _exceeded(found: Share, mend: str) -> Refused:
    wait = max(1, ceil(-found.left / found.rate.second))
    what = _("Trop de demandes : {second} par seconde en continu, {burst} d'un coup.")
    told = what.format(second=int(found.rate.second), burst=found.rate.burst)
    headers = {**found.headers, "Retry-After": str(wait)}
    return Refused(Refusal(told, "", mend.format(wait=wait)), status=429, headers=headers)
