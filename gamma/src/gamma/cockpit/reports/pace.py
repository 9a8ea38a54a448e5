"""Pace: how far a target is on its way, beside how much of its time is gone. What was, never what will be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gamma.cockpit.indicators.models import Reading, Target
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import points
from gamma.cockpit.indicators.verdicts import ranked, share
from gamma.ground.periods import Window, parse, span

EARLY, HALF = Decimal(25), 2
"""Before a quarter of its time nothing is said of a target; it is behind when it went less than half as far as that."""


@dataclass(frozen=True)
class Pace:
    """In percent: `way` from the start to the target, `part` of the target reached, `elapsed` of the time.

    `way` is None where the start is not known: a part of a target says nothing of the way to it.
    """

    way: Decimal | None
    part: Decimal | None
    elapsed: Decimal

    @property
    def behind(self) -> bool:
        return self.way is not None and self.elapsed >= EARLY and self.way * HALF < self.elapsed


@dataclass(frozen=True)
class Step:
    """A value, and the day it tells of."""

    value: Decimal
    on: date


def pace(target: Target, start: Step | None, latest: Step | None, opened: date, today: date) -> Pace:
    """The pace of a target, from its start to the last value read; without a start, its time began on `opened`."""
    way = _way(target, start, latest)
    part = share(target, latest.value) if latest else None
    return Pace(way, part, _elapsed(start.on if start else opened, target.due, today))


def pace_of(track: Track, target: Target, today: date) -> Pace:
    """The same, from all the readings of an indicator: those of the target's own definition and sort of period."""
    readings = [row for row in track.readings if row.definition_id == target.definition_id]
    first = next(iter(ranked(readings, parse(target.baseline))), None) if target.baseline else None
    opened = span(track.indicator.enrolment.edition.starts)[0]
    return pace(target, _step(first), _step(_last(readings, target)), opened, today)


def _last(readings: Sequence[Reading], target: Target) -> Reading | None:
    series = points(readings, Window(target.window))
    return series[-1] if series else None


def _step(row: Reading | None) -> Step | None:
    return Step(row.value, row.ends_on) if row and row.value is not None and row.ends_on else None


def _way(target: Target, start: Step | None, latest: Step | None) -> Decimal | None:
    goal = target.value
    if goal is None or start is None or latest is None or goal == start.value:
        return None
    return (latest.value - start.value) / (goal - start.value) * 100


def _elapsed(starts: date, due: date, today: date) -> Decimal:
    whole = max((due - starts).days, 1)
    return Decimal(min(max((today - starts).days, 0), whole)) / whole * 100
