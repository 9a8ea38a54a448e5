"""Owner: PostgreSQL refuses to run as root, so that root runs it as another, unprivileged, user of the system."""

import os
import pwd
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gamma.ground.errors import UserError

NAMES = ("gamma", "postgres")


@dataclass(frozen=True)
class Owner:
    """Who runs the base when we are root."""

    name: str
    uid: int
    gid: int

    def as_child(self) -> dict[str, Any]:
        """What `subprocess` must be told to run a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, folder: Path) -> bool:
        """Whether this user can reach a folder; asked of the kernel, since modes, lists and mounts all have a say."""
        return self._can(["/bin/sh", "-c", 'cd "$0" && ls . >/dev/null', str(folder)])

    def may_run(self, program: Path) -> bool:
        return self._can([str(program), "--version"])

    def _can(self, command: list[str]) -> bool:
        try:
            return subprocess.run(command, **self.as_child(), cwd="/", capture_output=True, check=False).returncode == 0
        except PermissionError:
            return False


def base_owner() -> Owner | None:
    """Nobody else when we are not root; else a user made for this, or one that a PostgreSQL made before us."""
    if os.geteuid() != 0:
        return None
    found = next(filter(None, map(_known, NAMES)), None) or _made(NAMES[0])
    if found is None:
        raise UserError(
            "PostgreSQL ne tourne pas sous root, et aucun utilisateur n'a pu être créé pour lui.\n"
            f"    → useradd --system {NAMES[0]}, ou lancer la commande sous un autre utilisateur"
        )
    return found


def _known(name: str) -> Owner | None:
    with suppress(KeyError):
        entry = pwd.getpwnam(name)
        return Owner(name, entry.pw_uid, entry.pw_gid)
    return None


def _made(name: str) -> Owner | None:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    with suppress(OSError):
        subprocess.run(command, check=False, capture_output=True)
    return _known(name)
