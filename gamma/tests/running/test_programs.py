"""The programs of PostgreSQL: led to the base without telling its password, and only where they can work."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pytest

from gamma.ground.errors import UserError
from gamma.running.backups import programs, restoring
from gamma.running.backups.programs import Failed, program


@pytest.fixture(autouse=True)
def address(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone:hush%21@db:5433/name?sslmode=require")


def test_the_password_is_in_no_word() -> None:
    words = programs.base()
    assert "hush" not in words
    assert all(part in words for part in ("user=someone", "host=db", "port=5433", "dbname=name", "sslmode=require"))
    assert programs._surroundings()["PGPASSWORD"] == "hush!"


@pytest.mark.parametrize(("server", "accepted"), [(150004, True), (189999, True), (190000, False)])
def test_a_server_newer_than_the_programs_is_refused(monkeypatch, server, accepted) -> None:
    monkeypatch.setattr(programs, "server_version", lambda: server)
    if accepted:
        programs.refuse_newer()
    else:
        with pytest.raises(UserError, match=r"un PostgreSQL 19, .* version 18"):
            programs.refuse_newer()


@pytest.mark.parametrize(("server", "kept"), [(150004, False), (169999, False), (170000, True)])
def test_a_server_is_told_only_what_it_knows(monkeypatch, server, kept) -> None:
    monkeypatch.setattr(restoring, "server_version", lambda: server)
    opening = b"SET lock_timeout = 0;\nSET transaction_timeout = 0;\nSET row_security = off;\n"
    assert (restoring._heard(opening) == opening) == kept
    assert b"SET lock_timeout = 0;\nSET " in restoring._heard(opening)


def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(Failed, match=r"pg_restore s'est arrêté \(code 1\)[^$]*archive"), _reading() as archive:
        archive.write(b"not an archive")


@contextmanager
def _reading() -> Iterator[IO[bytes]]:
    with program("pg_restore", "--file=-", stdin=subprocess.PIPE) as restore, restore.stdin as archive:
        yield archive
