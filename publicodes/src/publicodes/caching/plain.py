"""Plain data: values ↔ bytes in which nothing can be executed."""

from __future__ import annotations

import marshal
from typing import Any, Final

ANY_ORDER: Final = 1
"""The version of marshal whose bytes depend on nothing but the values."""


def told(value: Any) -> bytes | None:
    """The bytes that tell plain data from any other, in the order it is written in; None for anything else."""
    try:
        return marshal.dumps(value, ANY_ORDER)
    except ValueError:
        return None


def dumped(value: Any) -> bytes:
    """Plain data as bytes. ValueError when it holds anything else."""
    return marshal.dumps(value)


def loaded(content: bytes) -> Any:
    """The data of bytes made here, or read whole from a folder that is its user's own."""
    return marshal.loads(content)  # noqa: S302 - data, checked by its digest
