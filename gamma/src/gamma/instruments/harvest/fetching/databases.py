"""Databases: one question, in a transaction that may only read, for a bounded time and number of rows.

sqlglot reads the question in the language of the engine, and lets pass one SELECT that writes nothing. The engine keeps
the promise again: the transaction is read-only. What a function may do beyond reading is for the account that one is
given: it should be allowed to read a few tables, and nothing else.
"""

import json
import logging
import socket
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlglot
from django.utils.translation import gettext as _
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlglot import exp

from gamma.instruments.harvest.fetching.folders import within
from gamma.instruments.harvest.fetching.guarding import Guard, Refused
from gamma.instruments.harvest.fetching.shapes import LARGEST, Answer, Passing, Statement, Unreached

logging.getLogger("sqlglot").setLevel(logging.ERROR)

ROWS = 5_000
SECONDS = 20
TOLD = {"postgresql": {"sslmode"}, "mysql": {"charset"}, "mariadb": {"charset"}}
"""What an address may say after its `?`: the rest could name another host, or a file of ours."""
BINDS = {"start", "end"}
DIALECTS = {"postgresql": "postgres", "mysql": "mysql", "mariadb": "mysql", "sqlite": "sqlite"}
READING = {
    "postgresql": ["SET TRANSACTION READ ONLY", f"SET LOCAL statement_timeout = {SECONDS * 1000}"],
    "mysql": ["SET SESSION TRANSACTION READ ONLY", f"SET SESSION max_execution_time = {SECONDS * 1000}"],
    "mariadb": ["SET SESSION TRANSACTION READ ONLY", f"SET SESSION max_statement_time = {SECONDS}"],
    "sqlite": ["PRAGMA query_only = ON"],
}
WRITING = (exp.DML, exp.DDL, exp.Command, exp.Into, exp.Lock, exp.Set, exp.Use, exp.Transaction, exp.Commit)
Resolve = Callable[[str, int], Iterable[str]]


def checked(question: str, dialect: str = "") -> str:
    """A question that only reads, and names no other value than :start and :end. Raises Unreached."""
    try:
        found = [one for one in sqlglot.parse(question, dialect=DIALECTS.get(dialect)) if one is not None]
    except sqlglot.errors.SqlglotError as wrong:
        raise Unreached(_("La requête SQL ne se lit pas : la corriger.")) from wrong
    if len(found) != 1 or not isinstance(found[0], exp.Query) or _writes(found[0]):
        raise Unreached(_("Une seule requête SELECT (ou WITH … SELECT) est acceptée, qui n'écrit rien."))
    named = {str(one.this) for one in found[0].find_all(exp.Placeholder)}
    if named - BINDS:
        raise Unreached(_("Seuls :start et :end, le premier et le dernier jour, sont donnés à la requête."))
    return question.strip().rstrip(";")


def _writes(query: exp.Expr) -> bool:
    """Whether a query is more than a question: a `WITH` may delete, a `SELECT` may lock, or make a table."""
    inner = (one for one in query.walk() if one is not query)
    return any(isinstance(one, WRITING) and not isinstance(one, exp.Query) for one in inner)


@dataclass(frozen=True)
class Databases:
    """Reaches databases; `root` is where files of SQLite may be."""

    guard: Guard
    root: Path | None = None
    resolve: Resolve = lambda host, port: _resolved(host, port)

    def ask(self, statement: Statement, allowed: frozenset[str]) -> Answer:
        """The rows, as JSON. Raises Unreached."""
        url = address_of(statement.address)
        question = checked(statement.text, url.get_backend_name())
        engine = self._engine(url, allowed)
        try:
            with engine.connect() as connection, _bounded(connection):
                rows = _rows(connection, question, dict(statement.binds))
        except SQLAlchemyError as error:
            raise Passing(_told(error)) from None  # the error itself may print the address
        finally:
            engine.dispose()
        return _answer(rows)

    def _engine(self, url: URL, allowed: frozenset[str]) -> Engine:
        """The engine of an address, connected to the very address that was checked."""
        engine = url.get_backend_name()
        if engine == "sqlite":
            return self._file(url)
        if not url.host or set(url.query) - TOLD.get(engine, set()):
            raise Refused(
                _("L'adresse d'une base nomme son hôte ; après « ? », seuls sslmode (PostgreSQL), charset (MySQL).")
            )
        there = self.guard.check(self.guard.host(url.host.lower(), allowed), self.resolve(url.host, url.port or 0))[0]
        if engine == "postgresql":  # libpq verifies the name, and connects to the address
            return create_engine(url, poolclass=NullPool, connect_args={"hostaddr": there, "connect_timeout": 5})
        return create_engine(url.set(host=there), poolclass=NullPool)

    def _file(self, url: URL) -> Engine:
        if self.root is None or url.query or not url.database:
            raise Refused(_("Une base SQLite est un fichier du dossier surveillé, et rien d'autre."))
        path = within(self.root, url.database)
        return create_engine(
            "sqlite://", creator=lambda: sqlite3.connect(f"file:{path}?mode=ro", uri=True), poolclass=NullPool
        )


def address_of(text: str) -> URL:
    """An address of SQLAlchemy. Raises Unreached, and never prints what it could not read."""
    try:
        url = make_url(text)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        raise Unreached(
            _("L'adresse de la base ne se lit pas : écrire par exemple postgresql+psycopg://nom:secret@hote/base.")
        ) from None
    return url


def password_of(text: str) -> str:
    """The password of an address, or nothing where none can be read."""
    try:
        return str(make_url(text).password or "")
    except (ArgumentError, ValueError):
        return ""


@contextmanager
def _bounded(connection: Connection) -> Iterator[None]:
    """A transaction that reads, for a time, and is undone."""
    dialect = connection.dialect
    engine = "mariadb" if getattr(dialect, "is_mariadb", False) else dialect.name  # whatever the address calls it
    for told in READING.get(engine, ()):
        connection.execute(text(told))
    if engine == "sqlite":
        until = time.monotonic() + SECONDS
        raw: Any = connection.connection.dbapi_connection
        raw.set_progress_handler(lambda: int(time.monotonic() > until), 10_000)
    try:
        yield
    finally:
        connection.rollback()


def _rows(connection: Connection, question: str, binds: Mapping[str, str]) -> list[dict[str, Any]]:
    asked = text(question)
    given = {name: value for name, value in binds.items() if name in asked.compile().params}
    found = connection.execute(asked, given).mappings().fetchmany(ROWS + 1)
    if len(found) > ROWS:
        raise Unreached(_("La requête donne plus de %(rows)s lignes : la resserrer.") % {"rows": ROWS})
    return [dict(row) for row in found]


def _answer(rows: list[dict[str, Any]]) -> Answer:
    body = json.dumps(rows, ensure_ascii=False, default=_exact).encode()
    if len(body) > LARGEST:
        raise Unreached(_("La réponse dépasse %(size)s Mo : demander moins à la fois.") % {"size": LARGEST / 1_000_000})
    return Answer(body, type="application/json")


def _exact(value: Any) -> str:
    """What JSON has no word for, as text: decimals keep all their digits."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value) if isinstance(value, Decimal) else ""


def _told(error: SQLAlchemyError) -> str:
    """What the engine said, without the question nor the address."""
    cause = str(getattr(error, "orig", "") or "").strip().splitlines()
    return _("La base refuse la requête : %(cause)s") % {"cause": (cause or [type(error).__name__])[0][:200]}


def _resolved(host: str, port: int) -> list[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError:
        raise Passing(_("L'hôte de la base est introuvable : vérifier son nom.")) from None
