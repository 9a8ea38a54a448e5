"""Progress: how far a table has come, on the error stream when a person watches, and what came of it at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from publicodes.commands.output import counted, tell
from publicodes.results import NOT_APPLICABLE, UNDEFINED, Results

EVERY = 0.2
"""Seconds between two drawings."""

WIDTH = 30


@dataclass(slots=True)
class Progress:
    """Counts of rows. `total` is None when nobody knows it."""

    total: int | None
    watched: bool = field(default_factory=lambda: sys.stderr.isatty())
    started: float = field(default_factory=time.perf_counter)
    drawn: float = 0
    rows: int = 0
    walked: int = 0
    wrong: int = 0
    absent: Counter[tuple[str, str]] = field(default_factory=Counter)
    units: dict[str, str | None] = field(default_factory=dict)

    def add(self, results: Results) -> None:
        """The results of a batch."""
        self.rows += results.rows
        self.walked += results.walked
        self.wrong += len({error.row for error in results.errors})
        for target, states in results.states.items():
            self.absent[target, "not applicable"] += int((states == NOT_APPLICABLE).sum())
            self.absent[target, "undefined"] += int((states == UNDEFINED).sum())
        self.units.update({name: unit for name, unit in results.units.items() if not self.units.get(name)})
        now = time.perf_counter()
        if self.watched and now - self.drawn > EVERY:
            self.drawn = now
            sys.stderr.write(f"\r{self._line()}\x1b[K")
            sys.stderr.flush()

    def _line(self) -> str:
        done = f"{self.rows:,} rows, {self.rate:,.0f} rows/s, {self.share:.2%} walked"
        if not self.total:
            return done
        full = round(WIDTH * self.rows / self.total)
        return f"[{'█' * full}{'·' * (WIDTH - full)}] {done}"

    @property
    def rate(self) -> float:
        return self.rows / max(time.perf_counter() - self.started, 1e-9)

    @property
    def share(self) -> float:
        """The share of the rows that the program handed to the walker."""
        return self.walked / self.rows if self.rows else 0

    def clear(self) -> None:
        """Take the bar away."""
        if self.watched and self.drawn:
            sys.stderr.write("\r\x1b[K")

    def conclude(self) -> None:
        """What came of the whole table."""
        self.clear()
        speed = f"{time.perf_counter() - self.started:.2f} s ({self.rate:,.0f} rows/s)"
        tell(f"{counted(self.rows, 'row')} in {speed}, {self.share:.2%} handed to the walker")
        for target, unit in self.units.items():
            counts = ((what, self.absent[target, what]) for what in ("not applicable", "undefined"))
            absent = "".join(f", {count:,} {what}" for what, count in counts if count)
            tell(f"{target}: {f'in {unit}' if unit else 'no unit'}{absent}")
        if self.wrong:
            tell(f"{counted(self.wrong, 'row')} with an error, told in the column « erreur »")
