"""Scores: what is made of marks, by definitions that are data. Pure functions of counts: they know no row, no clock.

Two definitions never share an axis, nor do two ways of asking: what would compare them is refused, in words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.ground.errors import UserError
from gamma.ground.intervals import Z95, Interval, adjusted_variance, adjusted_wald, wilson
from gamma.instruments.surveys.lists import QuestionKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Counts = Mapping[str, int]
"""How many gave each answer, by its value ("0" … "10", or the id of a choice)."""


@dataclass(frozen=True)
class Definition:
    """A way to make a score: the marks that may be given, who promotes and who detracts, and the scale of the result.

    The score is `whole` times (promoters less detractors) over answers: from -whole to whole.
    """

    label: "StrOrPromise"
    marks: range
    promotes: int  # from this mark on
    detracts: int  # down from this mark
    whole: int

    def promoters(self, counts: Counts) -> int:
        return sum(counts.get(str(mark), 0) for mark in self.marks if mark >= self.promotes)

    def detractors(self, counts: Counts) -> int:
        return sum(counts.get(str(mark), 0) for mark in self.marks if mark <= self.detracts)


DEFINITIONS: Mapping[QuestionKind, Definition] = {
    QuestionKind.ZERO_TO_TEN: Definition(
        gettext_lazy("NPS standard : 9 et 10 moins 0 à 6, de −100 à 100"), range(11), promotes=9, detracts=6, whole=100
    ),
    QuestionKind.ONE_TO_TEN: Definition(
        gettext_lazy("variante de la saison 1 : 8 à 10 moins 1 à 6, de −1 à 1"),
        range(1, 11),
        promotes=8,
        detracts=6,
        whole=1,
    ),
}


@dataclass(frozen=True)
class Score:
    """A score with what it rests on; its value and its interval are on the scale of its definition.

    Both are None without answers. The interval is that of Rocks at 95 %, narrowed where the population is known.
    """

    kind: QuestionKind
    n: int
    promoters: int
    detractors: int
    population: int | None = None

    @property
    def definition(self) -> Definition:
        return DEFINITIONS[self.kind]

    @property
    def passives(self) -> int:
        return self.n - self.promoters - self.detractors

    @property
    def value(self) -> float | None:
        return self.definition.whole * (self.promoters - self.detractors) / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        if not self.n:
            return None
        found = adjusted_wald(self.promoters, self.detractors, self.n, population=self.population)
        return scaled(found, self.definition.whole)

    @property
    def variance(self) -> float:
        """On the scale of the definition, squared."""
        found = adjusted_variance(self.promoters, self.detractors, self.n, self.population)
        return found * self.definition.whole**2


def score(kind: QuestionKind, counts: Counts, population: int | None = None) -> Score:
    """The score of these marks; those that the definition does not know are not counted.

    A population smaller than the answers is not one: it is left aside.
    """
    definition = DEFINITIONS[kind]
    n = sum(counts.get(str(mark), 0) for mark in definition.marks)
    whole = population if population is not None and population >= n else None
    return Score(kind, n, definition.promoters(counts), definition.detractors(counts), whole)


@dataclass(frozen=True)
class Share:
    """How many of those who answered a question gave an answer; `value` and its Wilson interval are percentages."""

    successes: int
    n: int

    @property
    def value(self) -> float | None:
        return 100 * self.successes / self.n if self.n else None

    @property
    def interval(self) -> Interval:
        return scaled(wilson(self.successes, self.n), 100)


@dataclass(frozen=True)
class Difference:
    """What a wave changed, on the scale of the definition, and between what it may be (95 %)."""

    value: float
    interval: Interval

    @property
    def sure(self) -> bool:
        """Whether chance alone would hardly do as much."""
        return self.interval.low > 0 or self.interval.high < 0


class Incomparable(UserError):
    """Two results that no axis may hold together; the sentence says why."""


def difference(before: Score, after: Score, asked: tuple[Iterable[str], Iterable[str]]) -> Difference:
    """From one wave to another; `asked` are the channels of each. Raises Incomparable."""
    if before.kind != after.kind:
        raise Incomparable(
            _("Aucun écart : « %(before)s » et « %(after)s » sont deux définitions, que l'on ne compare pas.")
            % {"before": before.definition.label, "after": after.definition.label}
        )
    comparable(*asked)
    if before.value is None or after.value is None:
        raise Incomparable(_("Aucun écart : l'une des deux vagues n'a pas de réponse."))
    value, margin = after.value - before.value, Z95 * sqrt(before.variance + after.variance)
    return Difference(value, Interval(value - margin, value + margin))


def comparable(before: Iterable[str], after: Iterable[str]) -> None:
    """Refuse two waves that did not ask by the same channels. Raises Incomparable."""
    if set(before) != set(after):
        raise Incomparable(
            _("Aucun écart : les deux vagues n'ont pas interrogé par les mêmes canaux, ce qui change les réponses.")
        )


def scaled(interval: Interval, whole: float) -> Interval:
    """The same interval on another scale."""
    return Interval(interval.low * whole, interval.high * whole)


def merged(*several: Counts) -> dict[str, int]:
    """The counts of several samples together."""
    values = dict.fromkeys(value for counts in several for value in counts)
    return {value: sum(counts.get(value, 0) for counts in several) for value in values}


FEWEST = 5
"""A cell of the public that counts fewer people than this is not shown."""


def hidden(counts: Counts, fewest: int = FEWEST) -> dict[str, int | None]:
    """The counts as anyone may read them: cells of too few are None, never one alone, which the total would give."""
    small = {value for value, count in counts.items() if 0 < count < fewest}
    if len(small) == 1:
        others = sorted((count, value) for value, count in counts.items() if count and value not in small)
        small |= {value for _count, value in others[:1]}
    return {value: None if value in small else count for value, count in counts.items()}
