"""Address: which PostgreSQL a command works on, that of `DATABASE_URL` or the embedded one, and whether it will do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from gamma.ground.errors import UserError
from gamma.running.base.place import base_place
from gamma.running.base.server import Server
from gamma.running.base.sharing import in_use

OLDEST = 15
VARIABLE = "DATABASE_URL"


def root() -> Path:
    """The folder that holds `var/`."""
    return Path(os.environ.get("GAMMA_ROOT") or Path(__file__).resolve().parents[5])


def embedded() -> Server | None:
    """The base that comes with the project, unless the environment names another."""
    return None if os.environ.get(VARIABLE) else Server(base_place(root() / "var"))


@contextmanager
def pointed(server: Server | None) -> Iterator[None]:
    """Have `DATABASE_URL` lead to this server while the block lasts; it need not run yet."""
    if server:
        os.environ[VARIABLE] = server.url
    try:
        yield
    finally:
        if server:
            del os.environ[VARIABLE]


@contextmanager
def running(server: Server | None, *, ours: bool = False) -> Iterator[None]:
    """Have the base answer while the block lasts."""
    if server is None:
        check(os.environ[VARIABLE])
        yield
    else:
        with in_use(server, ours=ours):
            yield


def check(url: str) -> None:
    """Refuse, in a sentence, an address that leads to no PostgreSQL, or to one too old."""
    if urlsplit(url).scheme not in {"postgresql", "postgres"}:
        raise UserError(
            f"{VARIABLE} doit commencer par postgresql:// — postgresql://nom:mot-de-passe@machine:5432/base"
        )
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            refuse_old(connection.info.server_version)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise UserError(f"{VARIABLE} : la base ne répond pas.\n    {_without_secret(str(error), url)}") from error


def refuse_old(version: int) -> None:
    """`version` as PostgreSQL numbers itself: 150004 is 15.4."""
    if version < OLDEST * 10_000:
        raise UserError(
            f"{VARIABLE} : ce serveur est un PostgreSQL {version // 10_000} ; il faut la version {OLDEST}, ou mieux."
        )


def _without_secret(text: str, url: str) -> str:
    secret = urlsplit(url).password
    return (text.replace(secret, "…") if secret else text).strip().replace("\n", "\n    ")
