"""Plain data: values ↔ bytes in which nothing can be executed."""

from __future__ import annotations

import marshal
from typing import Any, Final

ANY_ORDER: Final = 1
"""The version of marshal whose bytes depend on nothing but the values."""

DEEPEST: Final = 250
MOST: Final = 2_000_000
HOLDERS: Final = frozenset((dict, list, tuple))


def told(value: Any) -> bytes | None:
    """The bytes that tell plain data from any other, in the order it is written in; None for anything else."""
    try:
        return marshal.dumps(value, ANY_ORDER) if _bounded(value) else None
    except ValueError:
        return None


def _bounded(value: Any) -> bool:
    """Whether data ends, in few levels and parts: some of it may hold itself, or the same part many times over."""
    level, parts = [value], 0
    for _ in range(DEEPEST):
        held = [one.values() if one.__class__ is dict else one for one in level if one.__class__ in HOLDERS]
        parts += sum(map(len, held))
        if not held or parts > MOST:
            return not held
        level = [part for one in held for part in one]
    return False


def dumped(value: Any) -> bytes:
    """Plain data as bytes. ValueError when it holds anything else."""
    return marshal.dumps(value)


def loaded(content: bytes) -> Any:
    """The data of bytes made here, or read whole from a folder that is its user's own."""
    return marshal.loads(content)  # noqa: S302 - data, checked by its digest
