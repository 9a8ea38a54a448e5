"""Files: those that people gave, beside the base. Names are never used twice, so that they can be put back by name."""

import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.conf import settings

from gamma.ground.errors import UserError
from gamma.running.backups.archive import Writing
from gamma.running.backups.manifest import FILES, Manifest


def folder() -> Path | None:
    """Where they are, if this site keeps any."""
    return Path(settings.MEDIA_ROOT) if settings.MEDIA_ROOT else None


def add(writing: Writing) -> None:
    """Put every file in a backup; one that is deleted meanwhile is not missed."""
    root = folder()
    for path in sorted(_files(root)):
        try:
            with path.open("rb") as file:
                writing.add(f"{FILES}/{path.relative_to(root or path)}", file)
        except FileNotFoundError:
            continue


def bring(manifest: Manifest, zipped: zipfile.ZipFile) -> None:
    """Add the files of a backup to those that are here: until the base has changed, the former ones are of use."""
    for name, path in _places(manifest).items():
        try:
            with zipped.open(name) as member:
                _write(path, member)
        except OSError as error:
            raise UserError(
                f"{path} : impossible d'y écrire ({error.strerror or error}). La base est restée ce qu'elle était."
            ) from error


def _write(path: Path, member: IO[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("wb") as file:
        shutil.copyfileobj(member, file)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)


def drop_others(manifest: Manifest) -> None:
    """Delete what the backup did not hold, once the base no longer names it."""
    kept = set(_places(manifest).values())
    for path in _files(folder()):
        if path not in kept:
            path.unlink(missing_ok=True)


def _places(manifest: Manifest) -> dict[str, Path]:
    root = folder() or Path()
    names = [member.name for member in manifest.members if member.name.startswith(f"{FILES}/")]
    return {name: root / name.removeprefix(f"{FILES}/") for name in names}


def _files(root: Path | None) -> Iterable[Path]:
    return [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()] if root else []
