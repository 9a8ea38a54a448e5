"""Previous: what a base of the last release held – its migrations and its rows, in `previous.json`.

At each release, once its migrations are final, `python gamma/tests/running/previous.py` writes it again. Then `filled`
below must put something in every new table: the test of the upgrade says which one is empty.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import django
import psycopg
from psycopg import sql

FILE = Path(__file__).with_name("previous.json")
OWN = "django_migrations"  # what Django notes by itself
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
CONTENT = {"edition": "season-1"}  # a bilan as it is published weighs as much as all the rest


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """A base of its own on a server, empty."""
    with psycopg.connect(server.replace("/gamma", "/postgres", 1), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield server.replace("/gamma", f"/{name}", 1)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def tables(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute(TABLES) if name != OWN]


def count(connection: psycopg.Connection, table: str) -> int:
    words = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    return connection.execute(words).fetchone()[0]


def rows(connection: psycopg.Connection, table: str) -> list[dict[str, object]]:
    words = sql.SQL("SELECT to_jsonb(one) FROM {} one ORDER BY one::text").format(sql.Identifier(table))
    return [row for (row,) in connection.execute(words)]


def put(connection: psycopg.Connection, held: dict[str, list[dict[str, object]]]) -> None:
    """Write rows as they were; no trigger adds any, and numbers go on from the last."""
    connection.execute("SET session_replication_role = replica")
    for table, found in held.items():
        words = "INSERT INTO {0} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::{0}, %s)"
        connection.execute(sql.SQL(words).format(sql.Identifier(table)), [json.dumps(found)])
        if "id" in found[0]:
            number = connection.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table]).fetchone()[0]
            connection.execute("SELECT setval(%s, %s)", [number, max(row["id"] for row in found)])
    connection.commit()


def filled() -> None:
    """Put something in every table of this base, by the code of this release."""
    from gamma.cockpit.programme.queries import edition_named
    from gamma.cockpit.reports.actions import load_demonstration
    from gamma.cockpit.reports.bilan.content import digest
    from gamma.cockpit.reports.models import CorrectionNotice, Rendition, Report
    from gamma.ground.jobs.jobs import forget_done, take_up_again
    from gamma.running.commands.migrate import migrated
    from gamma.services.simulators import actions
    from gamma.services.simulators.lists import What

    now = django.utils.timezone.now()
    migrated()
    load_demonstration(date(2026, 11, 2))
    told = {"content": CONTENT, "digest": digest(CONTENT), "computed_on": now.date(), "published_at": now}
    report = Report.objects.create(edition=edition_named("season-1"), published_by="recorder", **told)
    Rendition.objects.create(report=report, language="fr", name="bilan.md", body=b"# Bilan")
    CorrectionNotice.objects.create(report=report, key="x", before={"fr": "1"}, after={"fr": "2"})
    reuse, _key = actions.open_reuse(name="Tableur")
    actions.keep(simulator="sasu", address="a=1", model="modele-social 11.1.0", on=date(2026, 11, 2))
    actions.count(What.CALLED, on=date(2026, 11, 2), simulator="sasu", reuse=reuse)
    forget_done.defer(timestamp=0)
    with django.db.connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
        periodic = (
            "INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp, periodic_id) VALUES (%s, 0, '')"
        )
        cursor.execute(periodic, [take_up_again.name])


def _written(connection: psycopg.Connection) -> str:
    last = connection.execute("SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app")
    held = {table: rows(connection, table) for table in tables(connection)}
    told = [f'"{table}": [\n' + ",\n".join(map(_line, found)) + "\n]" for table, found in held.items()]
    return f'{{"migrations": {_line(dict(last))},\n"rows": {{\n' + ",\n".join(told) + "\n}}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    from gamma.running.base.address import VARIABLE, root
    from gamma.running.base.trial import trial_server

    with trial_server(root() / "var") as server, database(server.url, "recorded") as url:
        os.environ[VARIABLE] = url
        django.setup(set_prefix=False)
        filled()
        django.db.connection.close()
        with psycopg.connect(url) as connection:
            FILE.write_text(_written(connection), encoding="utf-8")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "gamma.settings.dev"
    main()
