"""Results: of each target, what it came to at the end of the edition, and whether that held two months later."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.indicators.queries import Track, tracks
from gamma.cockpit.indicators.verdicts import so_far
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews.lists import Held
from gamma.ground.periods import add_months, span

AFTER = 2
REACHED = Decimal(100)


@dataclass(frozen=True)
class Result:
    """A target with the reading that decided it and the last one of the two months after the edition."""

    indicator: Indicator
    definition: Definition
    target: Target
    verdict: Verdict
    final: Reading | None
    after: Reading | None
    held: Held


def results(enrolment: Enrolment, today: date) -> list[Result]:
    """The targets of a product, in the order of its indicators."""
    found = tracks(enrolment.indicators.filter(followed=True).order_by("rank"))
    return [_result(track, target, today) for track in found for target in track.targets]


def _result(track: Track, target: Target, today: date) -> Result:
    judged = track.judged(target, today)
    after = _after(track, target)
    return Result(
        track.indicator,
        target.definition,
        target,
        judged.verdict,
        judged.reading,
        after,
        _held(target, judged.reading, after),
    )


def _after(track: Track, target: Target) -> Reading | None:
    ends = track.indicator.enrolment.edition.ends
    if not ends:
        return None
    over = span(ends)[1]
    until = add_months(over, AFTER + 1) - timedelta(days=1)
    own = (row for row in track.readings if (row.definition_id, row.window) == (target.definition_id, target.window))
    later = [row for row in own if row.ends_on and over < row.ends_on <= until]
    return max(later, key=lambda row: (row.ends_on, row.pk), default=None)


def _held(target: Target, final: Reading | None, after: Reading | None) -> Held:
    """It held if it is no farther from the target than at the end, or still past it."""
    then, now = (so_far(target, row) if row else None for row in (final, after))
    if now is None or then is None:
        return Held.UNKNOWN
    return Held.HELD if now >= min(then, REACHED) else Held.SLIPPED
