"""Means: what the sheets of an application come to, on the scale of 0 to 4, and where members disagree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gamma.cockpit.selection.models import Criterion, Sheet

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Mean:
    """The mean of one criterion, and how far apart the members are."""

    criterion: Criterion
    mean: Decimal
    low: int
    high: int

    @property
    def gap(self) -> int:
        return self.high - self.low


@dataclass(frozen=True)
class Summary:
    """The mean of an application, weighted by its criteria, over `members` sheets; and the criteria one by one."""

    members: int
    mean: Decimal
    low: Decimal
    high: Decimal
    criteria: list[Mean]

    @property
    def spread(self) -> Decimal:
        """Between the least generous member and the most."""
        return self.high - self.low

    @property
    def disagreement(self) -> int:
        """The widest gap on one criterion: what is worth talking of, even where totals are alike."""
        return max((one.gap for one in self.criteria), default=0)


def summary(sheets: Iterable[Sheet], criteria: Sequence[Criterion]) -> Summary | None:
    """What sheets come to; nothing, when there are none."""
    marks = [{score.criterion_id: score.value for score in sheet.scores.all()} for sheet in sheets]
    if not marks or not criteria:
        return None
    totals = [_total(one, criteria) for one in marks]
    by_criterion = [_mean(criterion, [one[criterion.pk] for one in marks]) for criterion in criteria]
    mean = sum(totals, Decimal()) / len(totals)
    return Summary(len(marks), rounded(mean), rounded(min(totals)), rounded(max(totals)), by_criterion)


def _total(marks: dict[int, int], criteria: Sequence[Criterion]) -> Decimal:
    weights = sum(criterion.weight for criterion in criteria)
    return Decimal(sum(marks[criterion.pk] * criterion.weight for criterion in criteria)) / weights


def _mean(criterion: Criterion, values: Sequence[int]) -> Mean:
    return Mean(criterion, rounded(Decimal(sum(values)) / len(values)), min(values), max(values))


def rounded(value: Decimal) -> Decimal:
    """To the hundredth, as it is shown and kept in the minutes."""
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)
