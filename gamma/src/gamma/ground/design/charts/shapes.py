"""Shapes of charts: what is drawn; every text is already in the reader's language."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Point:
    """A value and the days it speaks of: from `start` to before `end` (twice the same day for an instant).

    A figure over twelve sliding months stands on the day where they end.
    """

    start: date
    end: date
    value: float
    label: str


@dataclass(frozen=True)
class Line:
    """Points joined where they follow one another; `tone` is "main", or "muted" for what is only compared with."""

    points: tuple[Point, ...]
    label: str = ""
    tone: str = "main"


@dataclass(frozen=True)
class Target:
    """A value to reach by a day."""

    value: float
    due: date
    label: str


@dataclass(frozen=True)
class Mark:
    """Something dated that helps to read a line."""

    when: date
    label: str


@dataclass(frozen=True)
class Series:
    """A line chart: what it says, its lines, what was aimed at, where the measure changed, what was done."""

    title: str
    unit: str
    lines: tuple[Line, ...]
    targets: tuple[Target, ...] = ()
    breaks: tuple[Mark, ...] = ()
    levers: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Bars:
    """A bar chart of changes, one bar a period, above or below zero."""

    title: str
    points: tuple[Point, ...]
    unit: str = "%"


@dataclass(frozen=True)
class Bar:
    """A name, its amount, and how the amount is written at the end of the bar."""

    label: str
    value: float
    text: str


@dataclass(frozen=True)
class Amounts:
    """A chart of amounts that have no date, one bar a name."""

    title: str
    bars: tuple[Bar, ...]
