"""Folder: where the cache is. It is its user's own: what others could have written in it is never read."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

MOVED: Final = "PUBLICODES_CACHE"
"""The environment variable that moves the cache; worth nothing, it does without."""

NAME: Final = "publicodes"
OTHERS_WRITE: Final = 0o022


def folder() -> Path | None:
    """The folder of the cache, made when there is none; None when there can be no cache."""
    found = _place()
    if found is None:
        return None
    try:
        found.mkdir(mode=0o700, parents=True, exist_ok=True)
        return found if _own(found) else None
    except OSError:
        return None


def _place() -> Path | None:
    moved = os.environ.get(MOVED)
    if moved is not None:
        return Path(moved).absolute() if moved else None
    try:
        return _platform() / NAME
    except RuntimeError:
        return None


def _platform() -> Path:
    """Where programs keep what they can do without. RuntimeError when the user has no home."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _own(place: Path) -> bool:
    if sys.platform == "win32":
        return True
    found = place.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & OTHERS_WRITE
