"""Archive: the one file. A zip that any tool opens, closed by a seal: the digest of all that comes before it.

A zip alone would tell of an altered byte in most places only, and of a missing end; the seal tells of every byte.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from gamma.ground.errors import UserError
from gamma.running.backups.manifest import FORMAT, FORMATS, NAME, Manifest, Member

SEAL = b"gamma-backup sha256 "
DIGITS = 64
BLOCK = 1 << 20


class Writing:
    """A backup being written; its members are known once they have been."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self.zipped = zipped
        self.members: list[Member] = []

    def add(self, name: str, source: IO[bytes]) -> None:
        """Copy a file to its end, taking its size and its digest on the way."""
        digest, size = hashlib.sha256(), 0
        with self.zipped.open(name, "w", force_zip64=True) as member:
            while block := source.read(BLOCK):
                digest.update(block)
                size += member.write(block)
        self.members.append(Member(name=name, size=size, sha256=digest.hexdigest()))

    def close(self, manifest: Manifest) -> None:
        self.zipped.writestr(NAME, manifest.model_dump_json(indent=1))
        self.zipped.comment = SEAL + b"0" * DIGITS


@contextmanager
def written(path: Path) -> Iterator[Writing]:
    """A new file that only its owner may read, there in full or not at all. Raises OSError."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "w+b") as file:
            with zipfile.ZipFile(file, "w") as zipped:
                yield Writing(zipped)
            _seal(file)
        Path(name).rename(path)
        _settle(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _seal(file: IO[bytes]) -> None:
    digest = _digest(file)
    file.seek(-DIGITS, os.SEEK_END)
    file.write(digest)
    file.flush()
    os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """A name is on the disk once its folder is."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _digest(file: IO[bytes]) -> bytes:
    """Of all that comes before the digits of the seal."""
    left = file.seek(0, os.SEEK_END) - DIGITS
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (block := file.read(min(left, BLOCK))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest().encode()


@contextmanager
def checked(path: Path) -> Iterator[tuple[Manifest, zipfile.ZipFile]]:
    """A backup that is whole, each of its members too. Raises UserError."""
    with ExitStack() as held:
        try:
            file = held.enter_context(path.open("rb"))
            _refuse_broken(path, file)
            zipped = held.enter_context(zipfile.ZipFile(file))
            manifest = _manifest(path, zipped)
        except OSError as error:
            raise UserError(f"{path} : ce fichier ne peut pas être lu ({error.strerror or error}).") from error
        yield manifest, zipped


def _refuse_broken(path: Path, file: IO[bytes]) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - DIGITS - len(SEAL)))
    end = file.read()
    if not end.startswith(SEAL):
        raise UserError(
            f"{path} : ce n'est pas une sauvegarde de Gamma, ou il lui manque sa fin. Rien n'a été touché.\n"
            "    → donner un fichier écrit par gamma backup, copié en entier"
        )
    if _digest(file) != end[len(SEAL) :]:
        raise _altered(path, "le fichier n'a plus l'empreinte qui est écrite à sa fin")


def _manifest(path: Path, zipped: zipfile.ZipFile) -> Manifest:
    try:
        text = zipped.read(NAME)
        _refuse_newer(path, json.loads(text))
        manifest = Manifest.model_validate_json(text)
        return _refuse_altered(path, zipped, manifest)
    except (KeyError, ValueError, ValidationError, zipfile.BadZipFile, NotImplementedError) as error:
        raise _altered(path, f"{NAME} ne peut pas être lu") from error


def _refuse_newer(path: Path, told: object) -> None:
    found = FORMATS.fullmatch(str(told.get("format"))) if isinstance(told, dict) else None
    if found is None:
        raise _altered(path, f"{NAME} ne dit pas sa version")
    if int(found[1]) > FORMAT:
        raise UserError(
            f"{path} : cette sauvegarde est dans un format plus récent ({found[0]}) que celui de ce Gamma. "
            "Rien n'a été touché.\n    → restaurer avec la version de Gamma qui l'a faite, ou une plus récente"
        )


def _refuse_altered(path: Path, zipped: zipfile.ZipFile, manifest: Manifest) -> Manifest:
    listed = [member.name for member in manifest.members]
    if sorted([*listed, NAME]) != sorted(zipped.namelist()):
        raise _altered(path, f"{NAME} ne donne pas la liste de ce que le fichier contient")
    for member in manifest.members:
        if _read(zipped, member.name) != (member.size, member.sha256):
            raise _altered(path, f"{member.name} n'a plus son empreinte")
    return manifest


def _read(zipped: zipfile.ZipFile, name: str) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with zipped.open(name) as member:
        while block := member.read(BLOCK):
            digest.update(block)
            size += len(block)
    return size, digest.hexdigest()


def _altered(path: Path, what: str) -> UserError:
    return UserError(
        f"{path} : cette sauvegarde a été altérée : {what}. Rien n'a été touché.\n"
        "    → copier de nouveau l'original, ou prendre une autre sauvegarde"
    )
