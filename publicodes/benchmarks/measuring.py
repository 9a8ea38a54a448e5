"""Measuring: how long something takes, how much memory a process held, and the line of the report that says so."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report, each figure a number of `unit` or None. With `more`, the greater figure is the better.

    `aim` is how many times better than the best peer was aimed at; `bound` a figure to reach (or, without `more`, not
    to pass) whatever the peers do; `walked` the share of our rows that were handed to the walker.
    """

    name: str
    unit: str
    ours: float | None = None
    reference: float | None = None
    openfisca: float | None = None
    more: bool = False
    aim: float | None = None
    bound: float | None = None
    walked: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times better than the better of the peers; below 1, worse."""
        peers = [peer for peer in (self.reference, self.openfisca) if peer]
        if not self.ours or not peers:
            return None
        return self.ours / max(peers) if self.more else min(peers) / self.ours

    @property
    def kept(self) -> str:
        """Whether what was aimed at was reached."""
        reached = [figure >= aim for figure, aim in ((self.ratio, self.aim), self._bounded()) if figure and aim]
        return "" if not reached else "yes" if all(reached) else "NO"

    def _bounded(self) -> tuple[float | None, float | None]:
        return (self.ours, self.bound) if self.more else (self.bound, self.ours)

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio, "kept": self.kept}


def seconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def highest_megabytes() -> float:
    """The most that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
