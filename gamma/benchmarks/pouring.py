"""Pouring: pages that tell events to a collector, over connections they keep, and how long each waited."""

import asyncio
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome"
AGENTS = tuple(f"{BROWSER}/{number}.0.0.0 Safari/537.36" for number in range(100, 140))
PAGES = tuple(f"/simulateurs/{name}/" for name in ("salaire", "dividendes", "sasu", "auto-entrepreneur", "chomage"))


@dataclass
class Poured:
    """What a pouring gave: events answered, how many were refused, and the waits in seconds."""

    answered: int = 0
    refused: int = 0
    waits: list[float] = field(default_factory=list)


def requests(host: str, key: str, origin: str, day: str, seed: int) -> Iterator[bytes]:
    """HTTP requests of one event each, from many visitors."""
    draw = random.Random(seed)
    for rank in count():
        event = {"i": f"{day}{draw.getrandbits(112):028x}", "w": "v", "p": draw.choice(PAGES), "r": "", "n": ""}
        if rank % 5 == 4:
            event |= {"w": "a", "n": "contact"}
        body = json.dumps(event).encode()
        address = f"{draw.randrange(1, 223)}.{draw.randrange(256)}.{draw.randrange(256)}.{draw.randrange(256)}"
        yield (
            f"POST /mesure/{key} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nUser-Agent: {draw.choice(AGENTS)}\r\n"
            f"X-Forwarded-For: {address}\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body


def visits(host: str, seed: int) -> Iterator[bytes]:
    """HTTP requests of one page each, for a site that records them."""
    draw = random.Random(seed)
    while True:
        yield (
            f"GET {draw.choice(PAGES)} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {draw.choice(AGENTS)}\r\n"
            f"Referer: https://{draw.choice(('annuaire.fr', 'www.moteur.fr'))}/\r\n\r\n"
        ).encode()


async def pour(address: str, streams: list[Iterator[bytes]], seconds: float, pace: float | None = None) -> Poured:
    """Tell what the streams give, one connection each; `pace` is how many events a second all of them tell."""
    poured, until = Poured(), time.perf_counter() + seconds
    rest = len(streams) / pace if pace else 0.0
    await asyncio.gather(*(_one(address, stream, until, rest, poured) for stream in streams))
    return poured


async def _one(address: str, stream: Iterator[bytes], until: float, rest: float, poured: Poured) -> None:
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    due = time.perf_counter() + random.random() * rest
    while due < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        began = time.perf_counter()
        writer.write(next(stream))
        status = await reader.readuntil(b"\r\n\r\n")
        poured.waits.append(time.perf_counter() - (due if rest else began))
        if status.startswith(b"HTTP/1.1 204"):
            poured.answered += 1
        else:
            poured.refused += 1
        due = due + rest if rest else time.perf_counter()
    writer.close()
