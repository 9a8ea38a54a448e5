"""Connecting: a name is resolved at the moment of connecting, looked at, and the connection goes to that very address.

Nothing resolves it again in between, so that a name cannot lead elsewhere once it was checked. TLS keeps the name:
httpcore verifies the certificate of the host of the request, whatever the address it is connected to.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore
from django.utils.translation import gettext as _

from gamma.ground.faults import quoted
from gamma.instruments.harvest.fetching.guarding import Guard
from gamma.instruments.harvest.fetching.shapes import Passing

Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, as the machine knows them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class Network(httpcore.AsyncNetworkBackend):
    """The network as httpcore sees it, with a guard in front."""

    def __init__(self, guard: Guard, resolve: Resolve = resolved) -> None:
        self._guard, self._resolve = guard, resolve
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first of the checked addresses that answers. Raises Refused, Passing, ConnectError."""
        failed: Exception | None = None
        for address in await self._addresses(host, port):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError as error:
                failed = error
        raise httpcore.ConnectError(str(failed))

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Passing(
                _("%(host)s est introuvable : vérifier le nom de l'hôte.") % {"host": quoted(host)}
            ) from error
        return self._guard.check(host, found)
