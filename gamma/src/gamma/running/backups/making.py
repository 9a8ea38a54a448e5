"""Making: a backup of the base and of its files, under a site that runs or not."""

import subprocess
from datetime import datetime
from pathlib import Path

from gamma.ground.errors import UserError
from gamma.running.backups import files
from gamma.running.backups.archive import Writing, written
from gamma.running.backups.manifest import BASE, manifest
from gamma.running.backups.programs import base, program, refuse_newer

# A salt must not outlive its span anywhere: prints could be made again. After a restore, another is drawn.
UNSAVED = ("--exclude-table-data=audience_salt",)


def make(path: Path, *, now: datetime) -> Path:
    """Write a backup; in a folder, under the name of its moment. Nothing is ever written over."""
    path = path / f"gamma-{now:%Y-%m-%d-%H%M%S}.zip" if path.is_dir() else path
    if path.exists():
        raise UserError(f"{path} existe déjà : rien n'a été écrit.\n    → choisir un autre nom")
    refuse_newer()
    try:
        with written(path) as writing:
            _fill(writing, now)
    except OSError as error:
        raise UserError(f"{path} : impossible d'y écrire ({error.strerror or error}).") from error
    return path


def _fill(writing: Writing, now: datetime) -> None:
    """The base first: each file that it names is there already."""
    with program("pg_dump", "--format=custom", *UNSAVED, base(), stdout=subprocess.PIPE) as dump:
        if dump.stdout:
            writing.add(BASE, dump.stdout)
    files.add(writing)
    writing.close(manifest(writing.members, made=now))
