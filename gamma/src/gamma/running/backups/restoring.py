"""Restoring: a backup takes the place of the base in one transaction, so that a kill leaves before or after it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj
from threading import Thread
from typing import IO, cast
from zipfile import ZipFile

from django.db import connection

from gamma.ground.errors import UserError
from gamma.running.backups import files
from gamma.running.backups.archive import checked
from gamma.running.backups.manifest import BASE, FILES, Manifest, known
from gamma.running.backups.programs import Failed, base, program, server_version
from gamma.running.base.address import root
from gamma.running.commands.migrate import ALONE, migrated
from gamma.running.door import Closed, held

# All that the schema holds but for what extensions put there, which a role that owns its database may not make again.
HELD = """
SELECT one.type, one.identity FROM pg_depend there, pg_identify_object(there.classid, there.objid, 0) one
WHERE there.refclassid = 'pg_namespace'::regclass AND there.refobjid = 'public'::regnamespace
AND there.deptype = 'n' AND there.classid <> 'pg_extension'::regclass AND NOT EXISTS (
    SELECT FROM pg_depend part WHERE part.classid = there.classid AND part.objid = there.objid AND part.deptype = 'e'
)
"""
# A table takes its sequences along, which cannot go before it.
EMPTY = f"""
DO $$ DECLARE words text; BEGIN
    SELECT string_agg(format('DROP %s IF EXISTS %s CASCADE', type, identity), ';' ORDER BY type <> 'table')
    INTO words FROM ({HELD}) held;
    IF words IS NOT NULL THEN EXECUTE words; END IF;
END $$;
"""  # noqa: S608
ELSEWHERE = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()
"""
# What the programs of PostgreSQL 18 say first, and servers before 17 do not know.
UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
OPENING = 4_096


def restore(path: Path, *, replace: bool) -> Manifest:
    """Put a backup in the place of all that the base holds, then bring it up to date."""
    with checked(path) as (manifest, zipped), _site_stopped(), connection.cursor() as cursor:
        _refuse_unknown(path, manifest)
        cursor.execute("SELECT pg_advisory_lock(%s)", [ALONE])
        if not replace:
            _refuse_full()
        files.bring(manifest, zipped)
        _swap(zipped)
        files.drop_others(manifest)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ALONE])
    migrated()
    return manifest


@contextmanager
def _site_stopped() -> Iterator[None]:
    """No site starts from this checkout meanwhile; one that runs elsewhere is known by its connections."""
    try:
        with held(root() / "var") as lock:
            lock.write_text("une restauration est en cours", encoding="utf-8")
            try:
                _refuse_connected()
                yield
            finally:
                lock.write_text("", encoding="utf-8")
    except Closed as closed:
        raise UserError(f"{closed}\n    → arrêter le site, puis restaurer") from closed


def _refuse_connected() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ELSEWHERE)
        if count := cursor.fetchone()[0]:
            raise UserError(
                f"La base sert à d'autres programmes (connexions : {count}). Rien n'a été touché.\n"
                "    → arrêter le site, les travaux de fond et les autres commandes, puis restaurer"
            )


def _refuse_full() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({HELD}) held WHERE type = 'table'")  # noqa: S608
        if count := cursor.fetchone()[0]:
            raise UserError(
                f"La base contient déjà {count} tables. Rien n'a été touché.\n"
                "    → gamma restore FICHIER --replace les remplace toutes, et ce qu'elles contiennent"
            )


def _refuse_unknown(path: Path, manifest: Manifest) -> None:
    """Refuse what this code could not read, or could not hold."""
    if newer := sorted(set(manifest.migrations) - known()):
        raise UserError(
            f"{path} : cette sauvegarde vient d'une version de Gamma plus récente ({manifest.version}, "
            f"migration {newer[0]}). Rien n'a été touché.\n    → restaurer avec cette version-là, ou une plus récente"
        )
    if files.folder() is None and any(member.name.startswith(FILES) for member in manifest.members):
        raise UserError(
            f"{path} : cette sauvegarde contient des fichiers, et ce site n'a pas de dossier où les mettre."
        )


def _swap(zipped: ZipFile) -> None:
    """The base as it was, or as it is in the backup: `COMMIT` is said once the whole script has been."""
    words = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1")
    try:
        with program("psql", *words, base(), stdin=subprocess.PIPE) as psql, suppress(BrokenPipeError):
            _say(zipped, cast(IO[bytes], psql.stdin))
    except Failed as error:
        raise UserError(f"La restauration n'a pas abouti : la base est restée ce qu'elle était.\n{error}") from error


def _say(zipped: ZipFile, script: IO[bytes]) -> None:
    with script:
        script.write(f"BEGIN; SET LOCAL client_min_messages = warning; {EMPTY}".encode())
        _tell(zipped, script)
        script.write(b"COMMIT;\n")


def _tell(zipped: ZipFile, script: IO[bytes]) -> None:
    """Have the dump turned into a script, and hand it over as it comes."""
    words = ("--no-owner", "--no-privileges", "--no-comments", "--file=-")
    with (
        zipped.open(BASE) as dump,
        program("pg_restore", *words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as restore,
    ):
        feeding = Thread(target=_feed, args=(dump, restore.stdin))
        feeding.start()
        if restore.stdout:
            script.write(_heard(restore.stdout.read(OPENING)))
            copyfileobj(restore.stdout, script)
        feeding.join()


def _feed(dump: IO[bytes], program: IO[bytes]) -> None:
    """What the program does not read, it says itself why."""
    with suppress(BrokenPipeError), program:
        copyfileobj(dump, program)


def _heard(opening: bytes) -> bytes:
    return opening if server_version() >= 170_000 else opening.replace(UNKNOWN_BEFORE_17, b"")
