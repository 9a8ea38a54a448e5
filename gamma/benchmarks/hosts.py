"""Hosts: a hundred small servers in one process, each as slow as it always is; tells its ports, then answers."""

import asyncio
import json
import random

HOSTS = 100
SLOW = (0.005, 0.3)  # seconds that a host takes, from the quickest to the slowest
BODY = json.dumps([{"month": f"2026-{month:02}", "visits": month * 100} for month in range(1, 13)]).encode()


def host(place: int) -> str:
    """A host of its own, as far as limits go: this machine has many addresses."""
    return f"127.0.1.{place + 1}"


async def serve() -> None:
    """The hosts: each waits as long as it always does, then answers."""
    chance, ports = random.Random(1), []
    for place in range(HOSTS):
        wait = chance.uniform(*SLOW)
        server = await asyncio.start_server(lambda r, w, wait=wait: _answer(r, w, wait), host(place), 0)
        ports.append(server.sockets[0].getsockname()[1])
    print(json.dumps(ports), flush=True)
    await asyncio.Event().wait()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wait: float) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(BODY)
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            await asyncio.sleep(wait)
            writer.write(head + BODY)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


if __name__ == "__main__":
    asyncio.run(serve())
