"""Storing: a batch of events becomes rows in one statement, and so in one transaction.

An event that is already there stays as it is, and brings nobody: who said it twice was counted once.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, sql

from gamma.instruments.audience.collecting.accepting import Told
from gamma.instruments.audience.lists import STALE_DAYS, Grain, Mode

EVENTS = """INSERT INTO audience_{mode}event (served, id, site_id, day, at, what, page, name, source, visitor)
    SELECT * FROM unnest(%b::date[], %b::uuid[], %b::int[], %b::date[], %b::timestamptz[], %b::text[], %b::text[],
        %b::text[], %b::text[], %b::{visitor}[])
    ON CONFLICT DO NOTHING"""
CONSENTED = EVENTS.format(mode=Mode.CONSENTED, visitor="uuid")
EXEMPT = f"""WITH told AS ({EVENTS.format(mode=Mode.EXEMPT, visitor="bytea")} RETURNING id)
    INSERT INTO audience_exemptpresence (site_id, grain, starts, visitor)
    SELECT site, grain, starts, visitor
    FROM unnest(%b::uuid[], %b::int[], %b::text[], %b::date[], %b::bytea[]) AS seen (id, site, grain, starts, visitor)
    JOIN told USING (id) ORDER BY visitor
    ON CONFLICT DO NOTHING"""  # noqa: S608 - words of ours
PARTITION = "CREATE TABLE IF NOT EXISTS {name} PARTITION OF {table} FOR VALUES FROM ({first}) TO ({next})"
THERE = "SELECT to_regclass(%s)"


@dataclass(frozen=True, slots=True)
class Seen:
    """Someone came during a span: the print under the salt of that span."""

    grain: Grain
    starts: date
    visitor: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """An event and who told it: 8 bytes on an exempt site, with where else they are new; a number on the other."""

    told: Told
    site: int
    day: date
    at: datetime
    visitor: bytes | UUID
    seen: tuple[Seen, ...] = ()


Keep = Callable[[Sequence[Row]], Awaitable[None]]


def keeping(mode: Mode, connection: AsyncConnection[Any]) -> Keep:
    """How the events of a mode are kept, on a connection in autocommit. Raises psycopg.Error."""

    async def keep(rows: Sequence[Row]) -> None:
        if mode is Mode.EXEMPT:
            await connection.execute(EXEMPT, [*_events(rows), *_seen(rows)])
        else:
            await connection.execute(CONSENTED, _events(rows))

    return keep


def _events(rows: Sequence[Row]) -> list[list[Any]]:
    told = [row.told for row in rows]
    return [
        [one.served for one in told],
        [one.id for one in told],
        [row.site for row in rows],
        [row.day for row in rows],
        [row.at for row in rows],
        [str(one.what) for one in told],
        [one.page for one in told],
        [one.name for one in told],
        [one.source for one in told],
        [row.visitor for row in rows],
    ]


def _seen(rows: Sequence[Row]) -> list[list[Any]]:
    found = [(row, one) for row in rows for one in row.seen]
    return [
        [row.told.id for row, _one in found],
        [row.site for row, _one in found],
        [str(one.grain) for _row, one in found],
        [one.starts for _row, one in found],
        [one.visitor for _row, one in found],
    ]


async def make_room(connection: AsyncConnection[Any], today: date) -> None:
    """Have a partition for each day whose script may still speak, and for tomorrow."""
    for ago in range(-1, STALE_DAYS + 1):
        for mode in Mode:
            await _partition(connection, f"audience_{mode}event", today - timedelta(days=ago))


async def _partition(connection: AsyncConnection[Any], table: str, day: date) -> None:
    name = f"{table}_{day:%Y%m%d}"
    row = await (await connection.execute(THERE, [name])).fetchone()
    if row and row[0]:
        return
    words = {"name": sql.Identifier(name), "table": sql.Identifier(table)}
    bounds = {"first": sql.Literal(day), "next": sql.Literal(day + timedelta(days=1))}
    await connection.execute(sql.SQL(PARTITION).format(**words, **bounds))
