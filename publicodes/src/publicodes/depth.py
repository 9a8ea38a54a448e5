"""Depth: how far rules may refer to one another."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from publicodes.errors import EvaluationError, Fault

DEEPEST = 60_000
"""Python frames one evaluation may stack: the deepest published model needs about 5,000."""


class _Limit:
    """The recursion limit is that of all threads: the first to go deep raises it, the last one back restores it."""

    def __init__(self) -> None:
        self._lock, self._inside, self._before = Lock(), 0, 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._before = sys.getrecursionlimit()
                sys.setrecursionlimit(max(self._before, DEEPEST))
            self._inside += 1

    def __exit__(self, *raised: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                sys.setrecursionlimit(self._before)


_LIMIT = _Limit()


@contextmanager
def deep() -> Iterator[None]:
    """Let rules refer to one another as deep as published models do; beyond, refuse rather than overflow."""
    try:
        with _LIMIT:
            yield
    except RecursionError as error:
        raise EvaluationError(
            Fault("PC510", "rules refer to one another without end", "break the cycle between them")
        ) from error
