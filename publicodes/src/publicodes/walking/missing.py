"""Missing variables: which inputs would complete or change a result; a larger score is to be asked first (SPEC §18)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Missing: TypeAlias = Mapping[str, int]
NONE: Missing = {}


def plus(left: Missing, right: Missing) -> Missing:
    """The sum of two maps, score by score."""
    if not left:
        return right
    if not right:
        return left
    total = dict(left)
    for name, score in right.items():
        total[name] = total.get(name, 0) + score
    return total


def bonus(missing: Missing) -> Missing:
    """What decides an applicability is to be asked first."""
    return {name: score + 1 for name, score in missing.items()} if missing else missing
