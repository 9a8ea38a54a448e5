"""Verdicts: which reading decides a target, and what became of it. The rules live here and nowhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gamma.cockpit.indicators.lists import Direction, Precision, Preference, SetAt, Verdict
from gamma.cockpit.indicators.models import Reading, Target
from gamma.ground.periods import Period, parse

EXCEEDED, MET, NEARLY = Decimal(120), Decimal(100), Decimal(90)
ENTRY_SHARE = Decimal(80)
TRUST = {Precision.EXACT: 0, Precision.APPROX: 1, Precision.AT_LEAST: 2, Precision.AT_MOST: 2, Precision.UNSTATED: 3}


class Obstacle(StrEnum):
    """Why a verdict cannot be computed."""

    TARGET_WITHOUT_NUMBER = "target_without_number"
    READING_WITHOUT_NUMBER = "reading_without_number"
    NO_READING = "no_reading"
    BOUND = "bound"
    NO_DIRECTION = "no_direction"
    TARGET_NOT_POSITIVE = "target_not_positive"


@dataclass(frozen=True)
class Judgement:
    """What became of a target. `attainment` and `progress` are percentages, None where they cannot be computed."""

    target: Target
    verdict: Verdict
    reading: Reading | None = None
    others: tuple[Reading, ...] = ()
    baseline: Reading | None = None
    attainment: Decimal | None = None
    progress: Decimal | None = None
    obstacle: Obstacle | None = None


def ranked(readings: Iterable[Reading], asked: Period) -> list[Reading]:
    """The readings that tell of a period; the first decides, the others are shown beside it."""
    telling = [reading for reading in readings if reading.span.answers(asked)]
    return sorted(telling, key=_weight) if len(telling) > 1 else telling


def _weight(reading: Reading) -> tuple[int, bool, int, str, int]:
    """Exact before approximate, published before draft, then the latest."""
    ends = reading.ends_on.toordinal() if reading.ends_on else 0
    said = reading.taken_on or reading.source.published
    return TRUST[Precision(reading.precision)], reading.source.draft, -ends, _latest_first(said), -reading.pk


def preferred(first: Reading, second: Reading) -> Preference:
    """Why the first of two readings goes before the second: the first thing in which they differ."""
    pairs = zip(Preference, _weight(first), _weight(second), strict=True)
    return next(why for why, one, other in pairs if one != other)


def _latest_first(said: str) -> str:
    """A text that sorts later dates first, and no date last."""
    return "".join(chr(255 - ord(letter)) for letter in said) if said else "\uffff"


def judge(target: Target, readings: Sequence[Reading], today: date) -> Judgement:
    """The verdict on a target, from the current readings of its definition."""
    told = ranked(readings, target.span)
    reading = told[0] if told else None
    baseline = next(iter(ranked(readings, parse(target.baseline))), None) if target.baseline else None
    attainment, obstacle = _attainment(target, reading)
    return Judgement(
        target=target,
        verdict=_verdict(target, attainment, obstacle, today),
        reading=reading,
        others=tuple(told[1:]),
        baseline=baseline,
        attainment=attainment,
        progress=_progress(target, reading, baseline),
        obstacle=obstacle,
    )


def _verdict(target: Target, attainment: Decimal | None, obstacle: Obstacle | None, today: date) -> Verdict:
    if obstacle is Obstacle.TARGET_WITHOUT_NUMBER:
        return Verdict.NOT_COMPUTABLE
    if today <= target.due:
        return Verdict.PENDING
    if attainment is None or obstacle:
        return Verdict.NOT_COMPUTABLE
    steps = ((EXCEEDED, Verdict.EXCEEDED), (MET, Verdict.MET), (NEARLY, Verdict.NEARLY))
    return next((verdict for bound, verdict in steps if attainment >= bound), Verdict.MISSED)


def _attainment(target: Target, reading: Reading | None) -> tuple[Decimal | None, Obstacle | None]:
    if not target.numeric:
        return None, Obstacle.TARGET_WITHOUT_NUMBER
    if reading is None:
        return None, Obstacle.NO_READING
    if reading.value is None:
        return None, Obstacle.READING_WITHOUT_NUMBER
    share, obstacle = _share(target, reading.value)
    if share is not None and _undecided(target.definition.direction, reading, share):
        return share, Obstacle.BOUND
    return share, obstacle


def share(target: Target, value: Decimal) -> Decimal | None:
    """What part of a target a value would be, in percent; None where that cannot be said."""
    return _share(target, value)[0] if target.numeric else None


def so_far(target: Target, reading: Reading) -> Decimal | None:
    """What part of a target a reading of any of its periods comes to; None where they are no like quantities."""
    return share(target, reading.value) if reading.value is not None and reading.window == target.window else None


def _share(target: Target, value: Decimal) -> tuple[Decimal | None, Obstacle | None]:
    """Attainment in percent: value/target, target/value when less is better, the band when it is to hold."""
    direction = target.definition.direction
    if target.low is not None or direction == Direction.HOLD:
        return _within(target, value)
    if not direction:
        return None, Obstacle.NO_DIRECTION
    part, whole = (value, target.value) if direction == Direction.UP else (target.value, value)
    if target.value is None or target.value <= 0 or whole is None or whole <= 0 or part is None:
        return None, Obstacle.TARGET_NOT_POSITIVE
    return part / whole * 100, None


def _within(target: Target, value: Decimal) -> tuple[Decimal | None, Obstacle | None]:
    """Inside the band is 100 %; outside, the ratio to the nearest bound."""
    low = target.low if target.low is not None else target.value
    high = target.high if target.high is not None else target.value
    if low is None or high is None or low <= 0 or value <= 0:
        return None, Obstacle.TARGET_NOT_POSITIVE
    return min(value / low, high / value, Decimal(1)) * 100, None


def _undecided(direction: str, reading: Reading, share: Decimal) -> bool:
    """A bound decides only on its own side: "at least 3 M" tells nothing of a target of 4 M."""
    if reading.precision not in (Precision.AT_LEAST, Precision.AT_MOST):
        return False
    floor = (reading.precision == Precision.AT_LEAST) == (direction == Direction.UP)
    return direction == Direction.HOLD or (share < MET if floor else share >= MET)


def _progress(target: Target, reading: Reading | None, baseline: Reading | None) -> Decimal | None:
    """How much of the way from the baseline to the target was gone, in percent."""
    if reading is None or baseline is None:
        return None
    goal, value, start = target.value, reading.value, baseline.value
    if goal is None or value is None or start is None or goal == start:
        return None
    return (value - start) / (goal - start) * 100


def is_entry(first: Target) -> bool:
    """True of the first revision of a target that was set at kick-off with a number."""
    return first.revision == 0 and first.set_at == SetAt.KICKOFF and first.numeric
