"""Changes: what a text says a figure did ("+62 %", "×3"), and the pairs of readings that may show it."""

from collections.abc import Iterator
from decimal import Decimal

from gamma.cockpit.indicators.lists import Basis, Precision
from gamma.cockpit.indicators.models import Claim, Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.reports.labels.spans import INFINITE, bounds, numbered
from gamma.cockpit.reports.labels.telling import bounded, plain, signed_percent
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import number
from gamma.ground.periods import month_span, span

Pair = tuple[Reading, Reading]
LOOSE = 2  # how much wider an approximate change may be than its last digit says
FACTOR, PERCENT = "factor", "percent"


def stated(track: Track) -> Iterator[Claim]:
    """The claims that give a change as a number; percent of a percentage may be points, and is left alone."""
    unit = track.definition.unit
    share = unit is not None and unit.slug == PERCENT
    for claim in track.claims:
        if claim.factor is not None or (claim.percent is not None and not share):
            yield claim


def change(claim: Claim) -> str:
    """The change as it was published, with its basis: "year_on_year factor 3", "- approx percent 62"."""
    name, value = (FACTOR, claim.factor) if claim.factor is not None else (PERCENT, claim.percent)
    precision = [] if claim.precision == Precision.EXACT else [str(claim.precision)]
    return " ".join([claim.basis or "-", *precision, name, plain(value or Decimal(0))])


def say_change(text: str) -> str:
    """A change in words: "environ +62 % sur un an", "×3 sur la période"."""
    basis, *bound, name, value = text.split()
    figure = f"×{number(Decimal(value))}" if name == FACTOR else signed_percent(Decimal(value))
    label = f" {Basis(basis).label}" if basis in Basis.values else ""
    return bounded(bound[0] if bound else "", figure) + label


def own_pairs(record: Record, track: Track, claim: Claim) -> list[Pair]:
    """The readings of the claim's own source, each with those it may have been compared with."""
    after = [reading for reading in numbered(track) if reading.source_id == claim.source_id]
    return pairs(record, track, claim, after)


def pairs(record: Record, track: Track, claim: Claim, after: list[Reading]) -> list[Pair]:
    """These readings, each with those it may have been compared with."""
    readings = numbered(track)
    after = [reading for reading in after if reading.ends_on]
    if not after:
        return []
    if claim.basis == Basis.YEAR_ON_YEAR:
        return _year_before(readings, after)
    if claim.basis == Basis.SINCE_KICKOFF:
        first, last = month_span(span(record.enrolment.edition.starts)[0])
        start = [reading for reading in readings if reading.ends_on and first <= reading.ends_on <= last]
        return [(one, other) for other in after for one in start if _comparable(one, other)]
    return [(one, after[-1]) for one in readings if _comparable(one, after[-1])]


def _year_before(readings: list[Reading], after: list[Reading]) -> list[Pair]:
    earlier = [(reading.span.year_before(), reading) for reading in after]
    wanted = {(reading.definition_id, period.text): reading for period, reading in earlier if period}
    found = ((before, wanted.get((before.definition_id, before.period))) for before in readings)
    return [(before, reading) for before, reading in found if reading]


def _comparable(one: Reading, other: Reading) -> bool:
    same = (one.definition_id, one.window) == (other.definition_id, other.window)
    return bool(same and one.ends_on and other.ends_on and one.ends_on < other.ends_on)


def ratio(before: Reading, after: Reading) -> Decimal:
    """By how much the second figure is the first one multiplied, 0 where that makes no sense."""
    return after.value / before.value if after.value and before.value else Decimal(0)


def shows(pair: Pair, claim: Claim) -> bool:
    """True when two readings give the change claimed, both taken with the rounding they were published with."""
    (before_low, before_high), (after_low, after_high) = bounds(pair[0]), bounds(pair[1])
    if before_low <= 0:
        return True
    least, most = _claimed(claim)
    highest = after_high / before_low
    lowest = Decimal(0) if before_high == INFINITE else after_low / before_high
    return lowest <= most and least <= highest


def _claimed(claim: Claim) -> tuple[Decimal, Decimal]:
    """Between which factors the change lies: half a unit of its last digit on either side, more where it says about."""
    value = claim.factor if claim.factor is not None else claim.percent or Decimal(0)
    exponent = int(value.normalize().as_tuple().exponent) if value else 0
    margin = Decimal(1).scaleb(exponent) / 2 * (LOOSE if claim.precision == Precision.APPROX else 1)
    low = value if claim.precision == Precision.AT_LEAST else value - margin
    high = value if claim.precision == Precision.AT_MOST else value + margin
    low, high = _open(claim, low, high)
    return (low, high) if claim.factor is not None else (1 + low / 100, 1 + high / 100)


def _open(claim: Claim, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """A bound is open on its far side."""
    if claim.precision == Precision.AT_LEAST:
        return low, INFINITE
    if claim.precision == Precision.AT_MOST:
        return -INFINITE, high
    return low, high
