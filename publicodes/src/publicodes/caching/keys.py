"""Keys: what a model or a program depends on, in a few letters. Another Python or other code makes another key."""

from __future__ import annotations

import sys
from functools import lru_cache
from hashlib import sha256
from pathlib import Path


def key(*parts: bytes) -> str | None:
    """A name for `parts`, as this code understands them. None when the code cannot be read."""
    own = code()
    if own is None:
        return None
    digest = sha256(own)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


@lru_cache(1)
def code() -> bytes | None:
    """What tells this code from any other: its files and the Python that runs them."""
    digest = sha256(f"{sys.version}{sys.implementation.cache_tag}".encode())
    package = Path(__file__).parents[1]
    try:
        for file in sorted(package.rglob("*.py")):
            digest.update(f"{file.relative_to(package)}\n".encode())
            digest.update(file.read_bytes())
    except OSError:
        return None
    return digest.digest()
