"""Visitors: the prints that tell those of an exempt site apart, for the time of one salt, and no longer.

An address loses its last two bytes (all but 48 bits of an IPv6 one) before it is printed, and is kept nowhere.
"""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from typing import Any

from psycopg import AsyncConnection

from gamma.instruments.audience.collecting.sites import Site
from gamma.instruments.audience.lists import Grain, Mode

SPANS = (Grain.DAY, Grain.WEEK, Grain.MONTH)
PRINT = 8  # bytes
DRAW = "INSERT INTO audience_salt (site_id, grain, starts, value) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
FOUND = "SELECT site_id, grain, value FROM audience_salt WHERE (grain, starts) IN ((%s, %s), (%s, %s), (%s, %s))"

Salts = dict[tuple[int, Grain], bytes]


@lru_cache(maxsize=20_000)
def cut(address: str) -> bytes:
    """An address without its end; one that cannot be read is as if all such came from one place."""
    try:
        found = ip_address(address)
    except ValueError:
        return b""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found.packed[:6] if isinstance(found, IPv6Address) else found.packed[:2]


def told_apart(salt: bytes, address: str, agent: str) -> bytes:
    """The print of who came, 8 bytes."""
    return blake2b(cut(address) + b"|" + agent.encode(), key=salt, digest_size=PRINT).digest()


def starts(grain: Grain, day: date) -> date:
    """The first day of the span of `grain` that a day is in."""
    if grain is Grain.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain is Grain.MONTH else day


async def salts(connection: AsyncConnection[Any], sites: Iterable[Site], day: date) -> Salts:
    """The salts of a day for the exempt sites, drawn if nobody did yet; those of two collectors are the same."""
    spans = [(grain, starts(grain, day)) for grain in SPANS]
    async with connection.cursor() as cursor:
        exempt = [site.id for site in sites if site.mode is Mode.EXEMPT]
        drawn = [(site, grain, first, secrets.token_bytes(32)) for site in exempt for grain, first in spans]
        await cursor.executemany(DRAW, drawn)
        await cursor.execute(FOUND, [part for span in spans for part in span])
        return {(site, Grain(grain)): bytes(value) for site, grain, value in await cursor.fetchall()}
