"""Depth: how far rules may refer to one another."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from publicodes.errors import EvaluationError, Fault

DEEPEST = 60_000
"""Python frames one evaluation may stack: the deepest published model needs about 5,000."""


@contextmanager
def deep() -> Iterator[None]:
    """Let rules refer to one another as deep as published models do; beyond, refuse rather than overflow."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEPEST))
    try:
        yield
    except RecursionError as error:
        raise EvaluationError(
            Fault("PC510", "rules refer to one another without end", "break the cycle between them")
        ) from error
    finally:
        sys.setrecursionlimit(before)
