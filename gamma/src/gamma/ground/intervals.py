"""Intervals: how far a share, or a score made of two shares, may be from what a sample says. Pure functions of counts.

Shares are between 0 and 1, scores (promoters less detractors) between -1 and 1. `z` is the number of standard errors:
`Z95` leaves out one sample in twenty.
"""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
PSEUDO = 3.0
"""Answers that Rocks' method adds: a quarter each to promoters and detractors, half to passives."""


@dataclass(frozen=True)
class Interval:
    """The bounds between which the true value is likely to be, both included."""

    low: float
    high: float


def wilson(successes: int, n: int, z: float = Z95) -> Interval:
    """Wilson's score interval (1927) of a share; everything is possible when nobody was counted. Raises ValueError."""
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n}: a share is of what was counted")
    if n == 0:
        return Interval(0.0, 1.0)
    p, whole = successes / n, 1 + z * z / n
    centre = (p + z * z / (2 * n)) / whole
    margin = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / whole
    return Interval(0.0 if successes == 0 else centre - margin, 1.0 if successes == n else centre + margin)


def variance(ups: float, downs: float, n: float) -> float:
    """The variance of (ups - downs) / n, each of n answers being worth 1, 0 or -1."""
    p, d = ups / n, downs / n
    return max(0.0, p + d - (p - d) ** 2) / n


def wald(ups: int, downs: int, n: int, z: float = Z95) -> Interval:
    """The textbook interval of a score, too narrow for small samples: to compare with tables that use it."""
    _possible(ups, downs, n)
    return _around((ups - downs) / n, z * sqrt(variance(ups, downs, n)))


def adjusted_variance(ups: int, downs: int, n: int, population: int | None = None) -> float:
    """The variance of a score by Rocks' adjusted Wald method (The American Statistician, 2016).

    Where `population` people were asked and n of them answered, what cannot vary any more is taken off.
    """
    _possible(ups, downs, n)
    share = PSEUDO / 4
    return variance(ups + share, downs + share, n + PSEUDO) * finite(n, population)


def adjusted_wald(ups: int, downs: int, n: int, z: float = Z95, population: int | None = None) -> Interval:
    """Rocks' interval of a score, the best of the six that he tried. Raises ValueError when n is 0."""
    return _around((ups - downs) / (n + PSEUDO), z * sqrt(adjusted_variance(ups, downs, n, population)))


def finite(n: int, population: int | None) -> float:
    """What the variance is multiplied by when n of a population answered: 0 when all did, 1 when it is not known."""
    if population is None:
        return 1.0
    if population < n:
        raise ValueError(f"{n} answers from {population} people: count again")
    return (population - n) / (population - 1) if population > 1 else 0.0


def _possible(ups: int, downs: int, n: int) -> None:
    if n <= 0 or ups < 0 or downs < 0 or ups + downs > n:
        raise ValueError(f"{ups} and {downs} of {n}: a score is of what was counted")


def _around(centre: float, margin: float) -> Interval:
    return Interval(max(-1.0, centre - margin), min(1.0, centre + margin))
