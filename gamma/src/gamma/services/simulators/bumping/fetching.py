"""Fetching: a version of a rule model, as a folder: at hand, or packed by npm and kept under var/models."""

import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from django.conf import settings

from gamma.ground.errors import UserError
from gamma.ground.faults import quoted

VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")
CODE = re.compile(r"npm (?:error|ERR!) code (\w+)")
UNKNOWN = {"ETARGET", "E404"}
PATIENCE = 120


def folder_of(asked: str, model: str) -> Path:
    """The folder of rules that `asked` is: a folder, or a version of the npm package `model`. Raises UserError."""
    if Path(asked).is_dir():
        return Path(asked)
    if not VERSION.fullmatch(asked):
        raise UserError(f"{quoted(asked)} n'est ni un dossier, ni une version de {model}.\n    → par exemple 11.1.0")
    kept = settings.VAR / "models" / f"{model}-{asked}"
    if not kept.is_dir():
        _fetch(model, asked, kept)
    return kept


def _fetch(model: str, version: str, kept: Path) -> None:
    """Pack, unpack aside, then put in place: a fetch that is cut leaves nothing that looks whole."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as aside:
        _unpack(_packed(model, version, Path(aside)), Path(aside) / "found")
        (Path(aside) / "found").rename(kept)


def _packed(model: str, version: str, aside: Path) -> Path:
    """The archive that npm makes."""
    words = ["npm", "pack", f"{model}@{version}", "--loglevel", "error", "--pack-destination", str(aside)]
    path = os.pathsep.join([str(settings.VAR / "tools" / "node" / "bin"), os.environ.get("PATH", "")])
    npm = shutil.which(words[0], path=path)
    if npm is None:
        raise UserError("npm est introuvable.\n    → installer Node.js, ou donner un dossier à la place d'une version")
    try:
        done = subprocess.run(
            [npm, *words[1:]], cwd=settings.ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise UserError(f"npm n'a pas répondu en {PATIENCE} secondes.") from None
    if done.returncode:
        raise _refused(model, version, done.stderr)
    return next(aside.glob("*.tgz"))


def _refused(model: str, version: str, said: str) -> UserError:
    """What npm said, without the addresses it says it with."""
    found = CODE.search(said)
    code = found[1] if found else "sans code"
    if code in UNKNOWN:
        return UserError(f"npm ne connaît pas {model} {version}.\n    → npm view {model} versions")
    return UserError(f"npm n'a pas pu donner {model} {version} (erreur {code}).")


def _unpack(archive: Path, into: Path) -> None:
    """The plain files of the package, and nothing that would land outside of it."""
    with tarfile.open(archive) as packed:
        for member in packed.getmembers():
            parts = PurePosixPath(member.name).parts[1:]
            content = packed.extractfile(member) if member.isfile() and parts and ".." not in parts else None
            if content:
                path = into.joinpath(*parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
