"""Asking: one request of HTTP, whole. Redirects are followed by hand, at most three, each looked at like the first.

The answer is bounded in time and in size, before and after it is decompressed.
"""

import asyncio
import ssl
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import certifi
import httpcore
from django.utils.translation import gettext as _

from gamma.ground.faults import quoted
from gamma.instruments.harvest.fetching.connecting import Network, Resolve, resolved
from gamma.instruments.harvest.fetching.guarding import Guard, Hosts, Place, Refused, place_of
from gamma.instruments.harvest.fetching.shapes import LARGEST, Answer, Passing, Request, Unreached

HOPS = 3
MOVED = (301, 302, 303, 307, 308)
BUSY = (408, 425, 429, 500, 502, 503, 504)
OPEN = ("accept",)
"""The headers that another host may see: those that say who one is stay with the host they are for."""
SENT = {"user-agent": "gamma-harvest", "accept-encoding": "gzip, identity"}


@dataclass(frozen=True)
class Limits:
    """How long one waits, in seconds, and how large an answer may be, in bytes."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 30.0
    size: int = LARGEST
    connections: int = 64


class Asker:
    """Asks; one for a round, closed at its end."""

    def __init__(self, guard: Guard, limits: Limits = Limits(), resolve: Resolve = resolved) -> None:
        self._guard, self._limits = guard, limits
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(cafile=certifi.where()),
            max_connections=limits.connections,
            network_backend=Network(guard, resolve),
        )

    async def close(self) -> None:
        await self._pool.aclose()

    async def ask(self, request: Request, allowed: Hosts) -> Answer:
        """The answer of a request that succeeded. Raises Unreached, Passing when it may succeed later."""
        place = self._guard.place(request.url, allowed)
        with _told(place):
            async with asyncio.timeout(self._limits.total):
                for _hop in range(HOPS + 1):
                    status, headers, body = await self._sent(request, place)
                    if status not in MOVED:
                        return _judged(place, status, headers, body)
                    request, place = self._moved(request, place, headers, allowed)
        raise Unreached(_("%(host)s renvoie d'adresse en adresse : donner la dernière.") % {"host": quoted(place.host)})

    async def _sent(self, request: Request, place: Place) -> tuple[int, dict[str, str], bytes]:
        limits = self._limits
        times = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.total}
        url = httpcore.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.target)
        sent = {"host": place.authority if ":" not in place.host else f"[{place.host}]:{place.port}", **SENT}
        headers = [*sent.items(), *request.headers]
        if request.body:
            headers.append(("content-length", str(len(request.body))))
        told = {"timeout": times}
        async with self._pool.stream(
            request.method, url, headers=headers, content=request.body or None, extensions=told
        ) as answer:
            found = {name.decode().lower(): value.decode("latin-1") for name, value in answer.headers}
            return answer.status, found, await _read(answer, found, limits.size)

    def _moved(
        self, request: Request, place: Place, headers: Mapping[str, str], allowed: Hosts
    ) -> tuple[Request, Place]:
        """Where a redirect leads: never by a lesser lock, never with a secret to another host."""
        if request.method != "GET":
            told = _("%(host)s renvoie ailleurs, où le secret n'est pas envoyé : donner l'adresse finale.")
            raise Refused(told % {"host": quoted(place.host)})
        url = urljoin(request.url, headers.get("location", ""))
        if place.scheme == "https" and place_of(url).scheme != "https":
            raise Refused(_("%(host)s renvoie de https vers http : ce n'est pas suivi.") % {"host": quoted(place.host)})
        there = self._guard.place(url, allowed)
        if there.origin != place.origin:
            request = replace(request, headers=tuple(pair for pair in request.headers if pair[0].lower() in OPEN))
        return replace(request, url=url), there


async def _read(answer: httpcore.Response, headers: Mapping[str, str], size: int) -> bytes:
    """The body, decompressed as it comes and never beyond what is allowed."""
    coding = headers.get("content-encoding", "identity").lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise Unreached(_("La réponse est compressée d'une façon qui n'a pas été demandée."))
    inflating = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    body, received = bytearray(), 0
    async for chunk in answer.aiter_stream():
        received += len(chunk)
        body += inflating.decompress(chunk, size + 1 - len(body)) if inflating else chunk
        if max(received, len(body)) > size or (inflating and inflating.unconsumed_tail):
            raise Unreached(
                _("La réponse dépasse %(size)s Mo : demander moins à la fois.") % {"size": size / 1_000_000}
            )
    if inflating and not inflating.eof:
        raise Passing(_("La réponse est tronquée."))
    return bytes(body)


def _judged(place: Place, status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    """An answer that succeeded; what did not is told with what came."""
    answer = Answer(body, status, headers.get("content-type", "").partition(";")[0].strip().lower())
    if 200 <= status < 300:
        return answer
    told = {"host": quoted(place.host), "status": status}
    if status in BUSY:
        raise Passing(_("%(host)s ne répond pas pour l'instant (%(status)s).") % told, answer, _after(headers))
    if status in (401, 403):
        raise Unreached(_("%(host)s refuse le secret (%(status)s) : le donner de nouveau.") % told, answer)
    raise Unreached(_("%(host)s refuse la demande (%(status)s) : vérifier ce qui est demandé.") % told, answer)


def _after(headers: Mapping[str, str]) -> float | None:
    """In how many seconds one is asked to come back: told in seconds, or as a time of the host's own clock."""
    told = headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told)
    try:
        then, there = parsedate_to_datetime(told), parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (then - there).total_seconds())
    except (TypeError, ValueError):
        return None


@contextmanager
def _told(place: Place) -> Iterator[None]:
    """What went wrong on the way, in words."""
    host = {"host": quoted(place.host)}
    try:
        yield
    except (TimeoutError, httpcore.TimeoutException) as error:
        raise Passing(_("%(host)s n'a pas répondu à temps.") % host) from error
    except httpcore.ConnectError as error:
        raise Passing(_("%(host)s ne se laisse pas joindre.") % host) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise Passing(_("%(host)s a coupé la réponse avant sa fin.") % host) from error
    except zlib.error as error:
        raise Unreached(_("La réponse de %(host)s est mal compressée.") % host) from error
