"""Start below earlier: a target counted from a stock worse than one published before: the way looks longer."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Direction, Kind
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import bounds, numbered
from gamma.cockpit.reports.labels.telling import figure, say, when
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("Départ plus bas qu'un chiffre antérieur")
MEND = gettext_lazy(
    "Vérifier que les deux comptes ont la même définition ; dire ce qui a été perdu, ou corriger le départ."
)


def found(record: Record) -> Iterator[Finding]:
    """A flow has its seasons; a stock that should grow and has shrunk asks to be explained."""
    for track in record.followed:
        if track.definition.kind != Kind.STOCK or track.definition.direction not in (Direction.UP, Direction.DOWN):
            continue
        for start in _starts(track):
            if earlier := _better_before(track, start):
                yield _finding(track, start, earlier)


def _starts(track: Track) -> list[Reading]:
    baselines = {target.baseline for target in track.targets if target.baseline}
    return [reading for reading in numbered(track) if reading.period in baselines and reading.starts_on]


def _better_before(track: Track, start: Reading) -> Reading | None:
    """The last earlier figure from which the way to the target would have been shorter."""
    earlier = [
        reading
        for reading in numbered(track)
        if reading.ends_on and start.starts_on and reading.ends_on < start.starts_on and _worse(start, reading)
    ]
    return earlier[-1] if earlier else None


def _worse(start: Reading, earlier: Reading) -> bool:
    (low, high), (least, most) = bounds(start), bounds(earlier)
    return high < least if start.definition.direction == Direction.UP else most < low


def _finding(track: Track, start: Reading, earlier: Reading) -> Finding:
    return finding(
        __name__,
        track,
        [earlier, start],
        value=figure(start),
        period=start.period,
        source=start.source.slug,
        earlier=figure(earlier),
        period_earlier=earlier.period,
        source_earlier=earlier.source.slug,
    )


def said(says: Mapping[str, str]) -> str:
    return _(
        "La cible part de %(value)s (%(period)s, %(source)s), en retrait d'un chiffre antérieur : %(earlier)s "
        "(%(period_earlier)s, %(source_earlier)s)."
    ) % {
        **says,
        "value": say(says["value"]),
        "period": when(says["period"]),
        "earlier": say(says["earlier"]),
        "period_earlier": when(says["period_earlier"]),
    }
