"""A database is only read, a folder is never left."""

import contextlib
import os
import socket
import socketserver
import sqlite3
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from gamma.instruments.harvest.fetching import databases, folders
from gamma.instruments.harvest.fetching.databases import Databases, checked
from gamma.instruments.harvest.fetching.guarding import Guard, Refused
from gamma.instruments.harvest.fetching.shapes import File, Passing, Statement, Unreached

READS = [
    "select 1 as value",
    "with a as (select 1 as value) select value from a",
    "select count(*) as value from v where day between :start and :end",
    "select day::date from v where day >= cast(:start as date)",
    "select 1 union select 2",
    "select replace('delete', 'd', 'r')",
    "select 1;",
]
WRITES = [
    "delete from v",
    "insert into v values (1)",
    "update v set a = 1",
    "drop table v",
    "create table w as select 1",
    "select 1; delete from v",
    "with a as (delete from v returning *) select * from a",
    "with a as (insert into v values (1) returning *) select * from a",
    "select * into w from v",
    "select * from v for update",
    "copy v to '/tmp/v'",
    "call f()",
    "do $$ begin end $$",
    "set role postgres",
    "begin",
    "commit",
    "vacuum",
    "attach 'a.db' as a",
    "pragma query_only = off",
    "explain analyze delete from v",
    "truncate v",
    "grant all on v to public",
    "select :other",
    "select ?",
    "select 1 /*",
    "",
]


@pytest.mark.parametrize("engine", ["", "postgresql", "sqlite", "mysql"])
@pytest.mark.parametrize("question", [one for one in READS if "::" not in one])
def test_a_question_is_asked(question, engine):
    assert checked(question, engine) == question.rstrip(";")


def test_a_question_in_the_language_of_its_engine_is_asked():
    assert checked(READS[3], "postgresql")


@pytest.mark.parametrize("engine", ["", "postgresql", "sqlite", "mysql"])
@pytest.mark.parametrize("question", WRITES)
def test_anything_else_is_refused(question, engine):
    with pytest.raises(Unreached):
        checked(question, engine)


@pytest.fixture
def reach(tmp_path) -> Databases:
    return Databases(Guard(frozenset(["127.0.0.1"])), tmp_path)


class Forward(socketserver.BaseRequestHandler):
    """A port of this machine that leads to the socket of the tests' PostgreSQL, which has no other door."""

    def handle(self) -> None:
        with socket.socket(socket.AF_UNIX) as there:
            there.connect(self.server.path)
            back = threading.Thread(target=_pour, args=(there, self.request), daemon=True)
            back.start()
            _pour(self.request, there)
            back.join()


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


@pytest.fixture
def postgresql(transactional_db) -> Iterator[str]:
    """The address of the tests' own server, by a port."""
    connection.ensure_connection()
    told = connection.connection.info
    if not told.host.startswith("/"):
        yield f"postgresql+psycopg://{told.user}:{told.password}@127.0.0.1:{told.port}/{told.dbname}"
        return
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Forward) as server:
        server.daemon_threads, server.path = True, f"{told.host}/.s.PGSQL.{told.port}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"postgresql+psycopg://{told.user}:{told.password}@127.0.0.1:{server.server_address[1]}/{told.dbname}"
        server.shutdown()


def test_postgresql_is_read(reach, postgresql):
    query = "select cast(:start as date) as day, 0.1::numeric as value"
    answer = reach.ask(Statement(postgresql, query, (("start", "2026-03-01"), ("end", "2026-03-31"))), frozenset())
    assert answer.body == b'[{"day": "2026-03-01", "value": "0.1"}]'


def test_postgresql_keeps_the_promise_too(reach, postgresql, monkeypatch):
    """What sqlglot would let pass, the transaction refuses."""
    monkeypatch.setattr(databases, "checked", lambda question, _engine="": question)
    for question in ("create table x (a int)", "delete from harvest_host", "select nextval('harvest_host_id_seq')"):
        with pytest.raises(Passing, match="read-only"):
            reach.ask(Statement(postgresql, question), frozenset())


def test_a_long_question_is_cut(reach, postgresql, monkeypatch):
    monkeypatch.setitem(
        databases.READING, "postgresql", ["SET TRANSACTION READ ONLY", "SET LOCAL statement_timeout = 200"]
    )
    begun = time.monotonic()
    with pytest.raises(Passing, match="timeout"):
        reach.ask(Statement(postgresql, "select pg_sleep(20)"), frozenset())
    assert time.monotonic() - begun < 5


def test_too_many_rows_are_refused(reach, postgresql):
    with pytest.raises(Unreached, match="plus de 5000 lignes"):
        reach.ask(Statement(postgresql, "select * from generate_series(1, 6000)"), frozenset())


def test_a_fault_tells_neither_the_password_nor_the_question(reach, postgresql):
    with pytest.raises(Passing) as told:
        reach.ask(Statement(postgresql, "select nothing_of_that_name as secret_word"), frozenset())
    assert "secret_word" not in str(told.value)
    with pytest.raises(Passing) as told:
        reach.ask(Statement("postgresql+psycopg://u:pass-word@127.0.0.1:9/x", "select 1"), frozenset())
    assert "pass-word" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://u:p@10.0.0.1/x",
        "postgresql+psycopg://u:p@base.example/x",
        "postgresql+psycopg:///x?host=/var/run/postgresql",
        "postgresql+psycopg://u:p@127.0.0.1/x?host=10.0.0.1",
        "postgresql+psycopg://u:p@127.0.0.1/x?hostaddr=10.0.0.1",
        "postgresql+psycopg://u:p@127.0.0.1/x?service=other",
        "sqlite:////etc/passwd",
        "sqlite:///../x.db",
        "sqlite:///x.db?mode=rwc",
        "sqlite://",
        "nothing://u@127.0.0.1/x",
        "not an address",
    ],
)
def test_a_database_elsewhere_is_refused(reach, address):
    with pytest.raises(Unreached) as told:
        reach.ask(Statement(address, "select 1"), frozenset())
    assert "hostaddr=10" not in str(told.value)


def test_a_listed_name_that_leads_to_a_closed_network_is_refused(tmp_path):
    reach = Databases(Guard(), tmp_path, resolve=lambda _host, _port: ["10.0.0.1"])
    with pytest.raises(Refused, match="réseau fermé"):
        reach.ask(Statement("postgresql+psycopg://u:p@base.example/x", "select 1"), frozenset(["base.example"]))


def test_sqlite_is_not_written_to_and_is_cut(reach, tmp_path, monkeypatch):
    base = sqlite3.connect(tmp_path / "a.db")
    base.execute("create table v (a int)")
    base.close()
    endless = "with recursive c(x) as (select 1 union all select x + 1 from c) select max(x) as value from c"
    monkeypatch.setattr(databases, "SECONDS", 0.2)
    with pytest.raises(Passing, match="interrupted"):
        reach.ask(Statement("sqlite:///a.db", endless), frozenset())
    monkeypatch.setattr(databases, "checked", lambda question, _engine="": question)
    with pytest.raises(Passing, match="readonly"):
        reach.ask(Statement("sqlite:///a.db", "insert into v values (1)"), frozenset())


@pytest.fixture
def root(tmp_path):
    """A watched folder, and a secret beside it."""
    inside = tmp_path / "watched"
    (inside / "sub").mkdir(parents=True)
    (inside / "sub" / "a.csv").write_text("a,b\n")
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "link.csv").symlink_to(tmp_path / "secret.txt")
    (inside / "out").symlink_to(tmp_path)
    (inside / "loop").symlink_to(inside)
    os.mkfifo(inside / "pipe")
    return inside


def test_a_file_is_read(root):
    assert folders.ask(File("sub/a.csv"), root).body == b"a,b\n"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "sub/../../secret.txt",
        "/etc/passwd",
        "link.csv",
        "out/secret.txt",
        "loop/sub/a.csv",
        "sub",
        "pipe",
        "absent.csv",
        "sub/a.csv/b",
        "a\0b",
        "",
        ".",
    ],
)
def test_nothing_else_is(root, path):
    with pytest.raises(Unreached):
        folders.ask(File(path), root)


@given(
    st.lists(
        st.sampled_from(["..", ".", "sub", "out", "loop", "link.csv", "secret.txt", "a.csv", "/", "~"]), max_size=6
    )
)
def test_no_path_leads_out(tmp_path_factory, parts):
    top = tmp_path_factory.mktemp("folders")
    inside = top / "watched"
    (inside / "sub").mkdir(parents=True)
    (top / "secret.txt").write_text("secret")
    (inside / "out").symlink_to(top)
    with contextlib.suppress(Unreached):
        assert folders.ask(File("/".join(parts)), inside).body != b"secret"


def test_a_large_file_and_a_missing_root_are_refused(root):
    (root / "large.csv").write_bytes(b"a" * 101)
    with pytest.raises(Unreached, match="dépasse"):
        folders.ask(File("large.csv"), root, size=100)
    with pytest.raises(Refused, match="HARVEST_ROOT"):
        folders.ask(File("sub/a.csv"), None)
