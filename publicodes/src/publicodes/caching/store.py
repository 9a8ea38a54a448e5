"""Store: bytes kept on disk under a name. A damaged file counts as absent; the files longest unused leave first."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from publicodes.caching.folder import folder

MOST: Final = 200 * 2**20
"""Bytes kept in all."""

DIGEST: Final = sha256().digest_size


def recall(name: str) -> bytes | None:
    """What was kept under a name, None when nothing whole was."""
    place = folder()
    if place is None:
        return None
    try:
        content = (place / name).read_bytes()
    except OSError:
        return None
    kept = content[DIGEST:]
    if sha256(kept).digest() != content[:DIGEST]:
        return None
    with suppress(OSError):
        os.utime(place / name)
    return kept


def keep(name: str, content: bytes) -> None:
    """Keep `content` under a name, whole or not at all, whoever else writes it. What the disk refuses is not kept."""
    place = folder()
    if place is None:
        return
    with suppress(OSError):
        _write(place, name, sha256(content).digest() + content)
        _trim(place)


def _write(place: Path, name: str, content: bytes) -> None:
    handle, path = tempfile.mkstemp(dir=place)
    draft = Path(path)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        draft.replace(place / name)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _trim(place: Path) -> None:
    """Remove the files longest unused beyond what may be kept."""
    with os.scandir(place) as listed:
        files = [(one.stat(), Path(one.path)) for one in listed if one.is_file(follow_symlinks=False)]
    total = sum(found.st_size for found, _ in files)
    for found, path in sorted(files, key=lambda one: one[0].st_mtime_ns):
        if total <= MOST:
            return
        with suppress(OSError):
            path.unlink()
        total -= found.st_size
