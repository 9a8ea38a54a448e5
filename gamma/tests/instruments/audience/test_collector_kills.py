"""Kills: the collector and PostgreSQL are killed under load; what was answered is there, once, and nothing else is."""

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psutil
import psycopg
import pytest

from gamma.instruments.audience.collecting.accepting import EPOCH
from gamma.instruments.audience.collecting.counting import ZONE
from gamma.running.base.place import base_place
from gamma.running.base.server import Server

from .conftest import BROWSER, HOST

CLIENTS = 24
OPEN = """INSERT INTO programme_product (slug, name, site, statistics) VALUES ('essai', 'Essai', '', '');
    INSERT INTO audience_site (product_id, mode, key, hosts, actions, open)
    SELECT id, 'exempt', 'essaie', ARRAY[%s], '{}', true FROM programme_product"""


@dataclass
class Life:
    """A base and a collector on it, which come back when they are killed."""

    server: Server
    port: int
    collector: subprocess.Popen[bytes] | None = None
    answered: set[UUID] = field(default_factory=set)
    over: bool = False

    def start(self) -> None:
        words = {"DATABASE_URL": self.server.url, "COLLECTOR_PORT": str(self.port), "COLLECTOR_PROXIES": "1"}
        command = [sys.executable, "-m", "gamma.running", "collector"]
        self.collector = subprocess.Popen(command, env={**os.environ, **words}, stderr=subprocess.DEVNULL)

    def kill_collector(self) -> None:
        self.collector.send_signal(signal.SIGKILL)
        self.collector.wait()
        self.start()

    def kill_base(self) -> None:
        postmaster = psutil.Process(int((self.server.place.data / "postmaster.pid").read_text().split()[0]))
        for process in [postmaster, *postmaster.children(recursive=True)]:
            process.kill()
        self.server.child.wait()
        self.server.start(tied_to_us=False)  # its thread ends before it does


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    """A durable base of its own, whose tables are those of the site."""
    server = Server(base_place(tmp_path))
    server.start(tied_to_us=True)
    migrate = [sys.executable, "-W", "ignore", "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env={**os.environ, "DATABASE_URL": server.url}, check=True)
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(psycopg.ClientCursor(connection).mogrify(OPEN, [HOST]))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        life = Life(server, free.getsockname()[1])
    life.start()
    yield life
    life.collector.terminate()
    life.collector.wait()
    server.stop()


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.study)])
def test_no_answered_event_is_lost_and_none_counts_twice(life, kills):
    chance = random.Random(kills)
    asyncio.run(_load(life, kills, chance))
    with psycopg.connect(life.server.url) as connection:
        kept = [number for (number,) in connection.execute("SELECT id FROM audience_exemptevent").fetchall()]
        months = connection.execute("SELECT count(*) FROM audience_exemptpresence WHERE grain = 'month'").fetchone()[0]
    assert len(kept) == len(set(kept))
    assert set(kept) == life.answered
    assert len(kept) > 100 * kills
    assert months == 1


async def _load(life: Life, kills: int, chance: random.Random) -> None:
    clients = [asyncio.create_task(_client(life, random.Random(seed))) for seed in range(CLIENTS)]
    for _ in range(kills):
        for kill in (life.kill_collector, life.kill_base):
            await asyncio.sleep(chance.uniform(0.5, 2.0))
            await asyncio.to_thread(kill)
    await asyncio.sleep(1)
    life.over = True
    await asyncio.gather(*clients)


async def _client(life: Life, draw: random.Random) -> None:
    """Tell one event after another, each under its own number until it is answered."""
    day = (datetime.now(UTC).astimezone(ZONE).date() - EPOCH).days
    while not life.over:
        number = UUID(bytes=day.to_bytes(2) + draw.randbytes(14))
        body = json.dumps({"i": number.hex, "w": "v", "p": "/", "n": "", "r": ""}).encode()
        while not await _told(life.port, body, f"10.0.{draw.randrange(256)}.{draw.randrange(256)}"):
            await asyncio.sleep(0.05)
        life.answered.add(number)


async def _told(port: int, body: bytes, address: str) -> bool:
    """Whether an event was answered as kept; addresses differ by their end, so that none is too busy to be a person."""
    head = f"POST /mesure/essaie HTTP/1.1\r\nHost: localhost\r\nOrigin: https://{HOST}\r\nUser-Agent: {BROWSER}\r\n"
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            f"{head}X-Forwarded-For: {address}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        answer = await reader.read()
        writer.close()
    except OSError:
        return False
    return answer.startswith(b"HTTP/1.1 204")
