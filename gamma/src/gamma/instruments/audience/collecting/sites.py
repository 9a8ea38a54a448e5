"""Sites: which keys are measured, where their pages are, and which gestures they count."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection

from gamma.instruments.audience.lists import Mode

FOUND = "SELECT id, key, mode, hosts, actions FROM audience_site WHERE open"


@dataclass(frozen=True)
class Site:
    """A site as the collector knows it."""

    id: int
    key: str
    mode: Mode
    hosts: frozenset[str]
    actions: frozenset[str]


async def sites(connection: AsyncConnection[Any]) -> Mapping[str, Site]:
    """The sites that are open, by their key."""
    rows = await (await connection.execute(FOUND)).fetchall()
    return {
        key: Site(pk, key, Mode(mode), frozenset(hosts), frozenset(actions)) for pk, key, mode, hosts, actions in rows
    }
