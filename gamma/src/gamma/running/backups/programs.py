"""Programs: `pg_dump`, `pg_restore` and `psql` as they come with the project, on the base that is worked on."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from gamma.ground.errors import UserError
from gamma.running.base.address import VARIABLE
from gamma.running.base.place import installed
from gamma.running.processes import sweep, tied, uninterrupted


class Failed(UserError):
    """A program of PostgreSQL stopped before its end."""


@contextmanager
def program(
    name: str, *words: str, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program at work; what it started ends with the block, and with us. Raises Failed."""
    process: subprocess.Popen[bytes] | None = None
    with TemporaryFile() as errors:
        try:
            with uninterrupted():
                process = subprocess.Popen(
                    [str(installed() / "bin" / name), *words],
                    stdin=stdin,
                    stdout=stdout,
                    stderr=errors,
                    env=_surroundings(),
                    start_new_session=True,
                    preexec_fn=tied(signal.SIGKILL),
                )
            yield process
            if process.wait():
                raise Failed(f"{name} s'est arrêté (code {process.returncode}) :\n{_told(errors)}")
        finally:
            if process:
                sweep(process)


def base() -> str:
    """The words that lead to the base, without its password: anyone may read the words of a program."""
    return f"--dbname={make_conninfo(**(_address() | {'password': None}))}"


def server_version() -> int:
    """Of the server of the base, as PostgreSQL numbers itself: 150004 is 15.4."""
    with psycopg.connect(os.environ[VARIABLE]) as connection:
        return connection.info.server_version


def refuse_newer() -> None:
    """A program cannot dump the base of a server that came after it."""
    server, ours = server_version() // 10_000, int(_version().split(".")[0])
    if server > ours:
        raise UserError(
            f"{VARIABLE} : ce serveur est un PostgreSQL {server}, et les programmes installés avec Gamma sont de la "
            f"version {ours}.\n    → sauvegarder avec le pg_dump de ce serveur"
        )


def _version() -> str:
    words = [str(installed() / "bin" / "pg_dump"), "--version"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()[-1]


def _address() -> dict[str, Any]:
    return conninfo_to_dict(os.environ[VARIABLE])


def _surroundings() -> dict[str, str]:
    """Those of every program; the password goes here, where only the same user may read it."""
    password = _address().get("password")
    return {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}


def _told(errors: IO[bytes], lines: int = 6) -> str:
    errors.seek(0)
    return "\n".join(f"    {line}" for line in errors.read().decode(errors="replace").splitlines()[:lines])
