"""A backup gives back the same site, whatever happened to it, and wherever a kill falls."""

import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from gamma.running.backups.manifest import BASE

from .conftest import COMMAND
from .test_archive import archive

WITH_FILES = """
from gamma.settings.dev import *
MEDIA_ROOT = ROOT / "media"
"""


class Kept:
    """A site that was filled, its backup, and what it exported at that time."""

    def __init__(self, site, migrated) -> None:
        self.site, self.migrated = site, migrated
        self.file = site.root / "kept.zip"
        (site.root / "with_files.py").write_text(WITH_FILES)
        self.fill()
        self.done("backup", str(self.file))
        self.before = (self.exported(), read(self.media))

    @property
    def settings(self) -> dict[str, str]:
        path = os.pathsep.join([str(self.site.root), *filter(None, sys.path)])
        return {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "with_files"}

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return self.site.run(*words, **self.settings, **more)

    def done(self, *words: str, **more: str) -> str:
        found = self.run(*words, **more)
        assert (found.returncode, found.stderr) == (0, "")
        return found.stdout

    def exported(self, **more: str) -> dict[str, bytes]:
        out = self.site.root / "out"
        shutil.rmtree(out, ignore_errors=True)
        self.done("export", "season-1", "--out", str(out), **more)
        return read(out)

    def fill(self) -> None:
        self.done("migrate", "--demonstration")
        put(self.media / "a" / "b.txt", b"what a person gave")
        put(self.media / "é.bin", bytes(range(256)))

    @property
    def media(self) -> Path:
        return self.site.root / "media"

    def empty(self) -> None:
        """No season is there, and another file."""
        self.destroy()
        self.site.begin_as(self.migrated)
        put(self.media / "later.txt", b"later")

    def destroy(self) -> None:
        shutil.rmtree(self.site.root / "var")
        shutil.rmtree(self.media)


def read(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


@pytest.fixture(scope="module")
def kept(settled, migrated) -> Kept:
    return Kept(settled, migrated)


def test_what_was_destroyed_is_given_back(kept) -> None:
    assert kept.file.stat().st_mode & 0o777 == 0o600
    kept.destroy()
    said = kept.done("restore", str(kept.file))
    assert "base restaurée telle qu'elle était le" in said
    assert (kept.exported(), read(kept.media)) == kept.before
    assert kept.site.processes() == []


def test_a_base_that_holds_anything_is_replaced_only_when_told(kept) -> None:
    kept.empty()
    refused = kept.run("restore", str(kept.file))
    assert refused.returncode == 2
    assert "La base contient déjà" in refused.stderr
    assert read(kept.media) == {"later.txt": b"later"}
    assert kept.run("export", "season-1").returncode == 2
    kept.done("restore", str(kept.file), "--replace")
    assert (kept.exported(), read(kept.media)) == kept.before


def test_a_backup_is_made_under_a_running_site_and_put_back_only_once_it_is_stopped(kept, tmp_path) -> None:
    process = kept.site.start()
    kept.done("backup", str(tmp_path))
    [made] = tmp_path.iterdir()
    kept.site.wait_until(lambda: kept.run("health").returncode == 0)
    assert "la dernière date du" in kept.done("health")
    refused = kept.run("restore", str(made), "--replace")
    assert refused.returncode == 2
    assert "tourne déjà" in refused.stderr
    assert "arrêter le site" in refused.stderr
    assert kept.site.answers()
    process.terminate()
    process.wait(15)
    kept.done("restore", str(made), "--replace")
    assert (kept.exported(), read(kept.media)) == kept.before


def test_files_that_cannot_be_put_back_leave_the_base_alone(kept) -> None:
    kept.destroy()
    kept.site.begin_as(kept.migrated)
    kept.media.write_bytes(b"a file where a folder is needed")
    refused = kept.run("restore", str(kept.file), "--replace")
    assert refused.returncode == 2
    assert "La base est restée ce qu'elle était" in refused.stderr
    assert kept.run("export", "season-1").stderr.startswith("Aucune édition")
    kept.media.unlink()
    kept.done("restore", str(kept.file), "--replace")


def test_nothing_is_written_over(kept, tmp_path) -> None:
    refused = kept.run("backup", str(kept.file))
    assert (refused.returncode, "existe déjà" in refused.stderr) == (2, True)
    assert "impossible d'y écrire" in kept.run("backup", str(tmp_path / "absent" / "x.zip")).stderr


def test_a_backup_of_a_later_version_is_refused(kept, tmp_path) -> None:
    later = archive(tmp_path / "later.zip", b"", ("programme.9999_later",))
    refused = kept.run("restore", str(later), "--replace")
    assert refused.returncode == 2
    assert "programme.9999_later" in refused.stderr


def test_a_dump_that_stops_half_way_changes_nothing(kept, tmp_path) -> None:
    with zipfile.ZipFile(kept.file) as zipped:
        dump = zipped.read(BASE)
    for body in (b"not a dump", dump[: len(dump) // 2]):
        broken = archive(tmp_path / f"{len(body)}.zip", body)
        refused = kept.run("restore", str(broken), "--replace")
        assert refused.returncode == 2
        assert "la base est restée ce qu'elle était" in refused.stderr
        assert "pg_restore" in refused.stderr
        assert (kept.exported(), read(kept.media)) == kept.before


@contextmanager
def database(base_url: str) -> Iterator[str]:
    """A base of a server, whose owner may do nothing else there."""
    with psycopg.connect(base_url.replace("/gamma", "/postgres", 1), autocommit=True) as connection:
        connection.execute("CREATE ROLE keeper LOGIN")
        connection.execute("CREATE DATABASE kept OWNER keeper")
        try:
            yield base_url.replace("/gamma", "/kept", 1).replace("postgres@", "keeper@", 1)
        finally:
            connection.execute("DROP DATABASE kept WITH (FORCE)")
            connection.execute("DROP ROLE keeper")


def test_a_script_that_fails_half_way_changes_nothing(kept, base_url, tmp_path) -> None:
    """The dump makes a schema that is there already: all that the base held is removed by then."""
    with database(base_url) as url:
        kept.done("restore", str(kept.file), DATABASE_URL=url)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE SCHEMA other")
        kept.done("backup", str(tmp_path / "two.zip"), DATABASE_URL=url)
        refused = kept.run("restore", str(tmp_path / "two.zip"), "--replace", DATABASE_URL=url)
        assert refused.returncode == 2
        assert 'schema "other" already exists' in refused.stderr
        assert kept.exported(DATABASE_URL=url) == kept.before[0]


def test_a_server_takes_an_older_backup_and_brings_it_up_to_date(kept, base_url, tmp_path) -> None:
    with database(base_url) as url:
        kept.done("restore", str(kept.file), DATABASE_URL=url)
        older = [sys.executable, "-m", "django", "migrate", "simulators", "zero", "--settings", "gamma.settings.dev"]
        subprocess.run(older, env=kept.site.surroundings | {"DATABASE_URL": url}, check=True, capture_output=True)
        kept.done("backup", str(tmp_path / "older.zip"), DATABASE_URL=url)
        kept.done("restore", str(tmp_path / "older.zip"), "--replace", DATABASE_URL=url)
        assert kept.exported(DATABASE_URL=url) == kept.before[0]
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM simulators_saved").fetchone() == (0,)
            refused = kept.run("restore", str(kept.file), "--replace", DATABASE_URL=url)
        assert refused.returncode == 2
        assert "La base sert à d'autres programmes (connexions : 1)" in refused.stderr


@pytest.mark.parametrize("kills", [3, pytest.param(60, marks=pytest.mark.study)])
def test_a_kill_leaves_before_or_after_and_never_between(kept, kills) -> None:
    """Before is a base without season; after is that of the backup. Files are added first, and taken away last."""
    chance, ends = random.Random(kills), set()
    begun = time.monotonic()
    kept.done("restore", str(kept.file), "--replace")
    took = time.monotonic() - begun
    kept.empty()
    for _ in range(kills):
        kill_while_restoring(kept, chance.uniform(0.4, 1.1) * took)
        ends.add(end := state(kept))
        files = read(kept.media)
        wanted = kept.before[1] if end == "after" else {"later.txt": b"later"}
        assert wanted.items() <= files.items()
        if end == "after":
            kept.empty()
    kept.done("restore", str(kept.file), "--replace")
    assert (kept.exported(), read(kept.media)) == kept.before
    assert kills < 10 or ends == {"before", "after"}


def kill_while_restoring(kept, pause: float) -> None:
    process = kept.site.start(*COMMAND, "restore", str(kept.file), "--replace", waits=False, **kept.settings)
    time.sleep(pause)
    process.kill()
    process.wait()


def state(kept) -> str:
    """What the base holds: all of the backup, or nothing of it."""
    found = kept.run("export", "season-1", "--out", str(kept.site.root / "out"))
    if found.returncode:
        assert found.stderr.startswith("Aucune édition")
        return "before"
    assert kept.exported() == kept.before[0]
    return "after"
