"""Jump unlikely: two sources, two figures so far apart so soon that they cannot count the same things."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.reports.labels.changes import ratio
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.telling import figure, plain, say, when
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import number

TITLE = gettext_lazy("Saut invraisemblable sous un même nom")
MEND = gettext_lazy("Vérifier que les deux sources comptent la même chose ; sinon, en faire deux indicateurs.")

TENFOLD = 10  # a month: no public service known to us has grown so fast from one month to the next
MONTH = 30.4
COUNTED = (Kind.COUNT, Kind.DISTINCT, Kind.STOCK)


def found(record: Record) -> Iterator[Finding]:
    for track in record.followed:
        if track.definition.kind not in COUNTED:
            continue
        for before, after in pairwise(track.series):
            if before.source_id != after.source_id and _unlikely(before, after):
                yield _finding(track, before, after)


def _unlikely(before: Reading, after: Reading) -> bool:
    """Nothing is said of a jump from or to zero: it has no factor."""
    if not before.value or not after.value or before.ends_on is None or after.ends_on is None:
        return False
    months = max((after.ends_on - before.ends_on).days / MONTH, 1)
    factor = float(after.value / before.value)
    return max(factor, 1 / factor) >= TENFOLD**months if factor > 0 else False


def _finding(track: Track, before: Reading, after: Reading) -> Finding:
    return finding(
        __name__,
        track,
        [before, after],
        value_before=figure(before),
        period_before=before.period,
        source_before=before.source.slug,
        value=figure(after),
        period=after.period,
        source=after.source.slug,
        factor=plain(round(ratio(before, after), 1)),
    )


def said(says: Mapping[str, str]) -> str:
    return _(
        "%(value_before)s (%(period_before)s, %(source_before)s) puis %(value)s (%(period)s, %(source)s), soit "
        "×%(factor)s : les deux chiffres ne comptent sans doute pas la même chose."
    ) % {
        **says,
        "value_before": say(says["value_before"]),
        "period_before": when(says["period_before"]),
        "value": say(says["value"]),
        "period": when(says["period"]),
        "factor": number(Decimal(says["factor"])),
    }
