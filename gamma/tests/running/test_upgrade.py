"""A base that the last release filled is brought up to date: no row is lost, and it gives the same season."""

import json
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from .previous import FILE, count, database, put, tables

SEASON = Path("gamma/src/gamma/cockpit/reports/demonstration/season-1.yaml")
MIGRATE = """
import json, sys, django
django.setup(set_prefix=False)
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate(list(json.loads(sys.argv[1]).items()))
"""
VERIFY = """
import django
django.setup(set_prefix=False)
from django.utils import timezone
from gamma.cockpit.reports.actions import verify
sys.exit(len(verify(now=timezone.now())))
"""


@pytest.fixture(scope="module")
def recorded() -> dict[str, dict]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def python(site, words: str, *more: str, url: str) -> None:
    command = [sys.executable, "-W", "ignore", "-c", f"import sys\n{words}", *more]
    done = subprocess.run(
        command, env=site.surroundings | {"DATABASE_URL": url}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def exported(site, url: str) -> dict[str, bytes]:
    out = site.root / url.partition("?")[0].rpartition("/")[2]
    done = site.run("export", "season-1", "--out", str(out), DATABASE_URL=url)
    assert (done.returncode, done.stderr) == (0, "")
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_a_base_of_the_last_release_is_brought_up_to_date(fresh, base_url, recorded, pytestconfig) -> None:
    held = recorded["rows"]
    with database(base_url, "upgraded") as url, database(base_url, "loaded") as other:
        python(fresh, MIGRATE, json.dumps(recorded["migrations"]), url=url)
        with psycopg.connect(url) as connection:
            assert set(tables(connection)) == {name for name, rows in held.items() if rows}
            put(connection, held)
        assert fresh.run("migrate", DATABASE_URL=url).returncode == 0
        with psycopg.connect(url) as connection:
            lost = {name for name, rows in held.items() if count(connection, name) < len(rows)}
        assert lost == set()
        python(fresh, VERIFY, url=url)
        fresh.run("migrate", "--demonstration", DATABASE_URL=other)
        assert exported(fresh, url) == exported(fresh, other)
        again = fresh.run("load", str(pytestconfig.rootpath / SEASON), DATABASE_URL=url)
        assert again.stdout == "season-1.yaml : déjà enregistré, rien n'a changé.\n"
