"""A MariaDB is asked a question, read-only and for a time; the tests are skipped where there is none."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pymysql
import pytest

from gamma.instruments.harvest.fetching import databases
from gamma.instruments.harvest.fetching.databases import Databases
from gamma.instruments.harvest.fetching.guarding import Guard
from gamma.instruments.harvest.fetching.shapes import Passing, Statement, Unreached

SERVER, MAKER = shutil.which("mariadbd", path="/usr/sbin:/usr/bin:/usr/local/bin"), shutil.which("mariadb-install-db")
TABLE = ["CREATE DATABASE own", "CREATE TABLE own.visits (month DATE, n INT)",
         "INSERT INTO own.visits VALUES ('2026-03-01', 1204)",
         "CREATE USER gamma@'%' IDENTIFIED BY 'pass-word'", "GRANT ALL ON own.* TO gamma@'%'"]  # fmt: skip


@pytest.fixture(scope="module")
def mariadb() -> Iterator[str]:
    """The address of a server of one's own, with one table and an account that could write there."""
    if not SERVER or not MAKER:
        pytest.skip("no MariaDB on this machine (Debian: mariadb-server-core, mariadb-client-core)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        own = ["--no-defaults", f"--datadir={folder}/data", *(["--user=root"] if os.geteuid() == 0 else [])]
        making = [MAKER, *own, "--auth-root-authentication-method=normal", "--skip-test-db"]
        subprocess.run(making, check=True, capture_output=True)
        words = [f"--socket={folder}/s", f"--port={port}", "--bind-address=127.0.0.1", "--skip-log-error"]
        process = subprocess.Popen([SERVER, *own, *words], stderr=subprocess.DEVNULL)
        try:
            _prepare(Path(folder) / "s")
            yield f"gamma:pass-word@127.0.0.1:{port}/own"
        finally:
            process.terminate()
            process.wait(20)


def _prepare(place: Path) -> None:
    until = time.monotonic() + 30
    while not place.exists():
        assert time.monotonic() < until, "MariaDB does not answer"
        time.sleep(0.05)
    with pymysql.connect(unix_socket=str(place), user="root") as opened, opened.cursor() as cursor:
        for line in TABLE:
            cursor.execute(line)
        opened.commit()


@pytest.fixture
def reach() -> Databases:
    return Databases(Guard(frozenset(["127.0.0.1"])))


@pytest.mark.parametrize("engine", ["mysql+pymysql", "mariadb+pymysql"])
def test_a_question_is_answered(reach, mariadb, engine):
    query = "SELECT month, n FROM visits WHERE month BETWEEN :start AND :end"
    statement = Statement(
        f"{engine}://{mariadb}?charset=utf8mb4", query, (("start", "2026-03-01"), ("end", "2026-03-31"))
    )
    assert reach.ask(statement, frozenset()).body == b'[{"month": "2026-03-01", "n": 1204}]'


@pytest.mark.parametrize("question", ["DELETE FROM visits", "CREATE TABLE own.other (a INT)"])
def test_the_transaction_keeps_the_promise_too(reach, mariadb, question, monkeypatch):
    with pytest.raises(Unreached, match="Une seule requête SELECT"):
        reach.ask(Statement(f"mysql+pymysql://{mariadb}", question), frozenset())
    monkeypatch.setattr(databases, "checked", lambda question, _engine="": question)
    with pytest.raises(Passing, match="READ ONLY"):
        reach.ask(Statement(f"mysql+pymysql://{mariadb}", question), frozenset())


def test_a_long_question_is_cut(reach, mariadb, monkeypatch):
    reading = ["SET SESSION TRANSACTION READ ONLY", "SET SESSION max_statement_time = 0.2"]
    monkeypatch.setitem(databases.READING, "mariadb", reading)
    begun = time.monotonic()
    with pytest.raises(Passing, match="max_statement_time"):
        reach.ask(Statement(f"mysql+pymysql://{mariadb}", "SELECT sleep(20) AS n"), frozenset())
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("asked", ["?sslmode=require", "?read_default_file=/etc/passwd", "?unix_socket=/run/x"])
def test_nothing_else_is_said_in_the_address(reach, mariadb, asked):
    with pytest.raises(Unreached, match="nomme son hôte"):
        reach.ask(Statement(f"mysql+pymysql://{mariadb}{asked}", "SELECT 1 AS n"), frozenset())
