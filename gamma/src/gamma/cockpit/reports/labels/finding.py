"""A finding: which rule, about which indicators and readings, and the bare facts its sentence is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track


@dataclass(frozen=True)
class Finding:
    """`says` holds numbers, periods and source names as they are written in a season file, never words."""

    rule: str
    tracks: tuple[Track, ...]
    readings: tuple[Reading, ...] = ()
    says: dict[str, str] = field(default_factory=dict)


def finding(rule: str, track: Track | Iterable[Track], readings: Iterable[Reading] = (), **says: object) -> Finding:
    """A finding of the rule whose module is named `rule` (`__name__`)."""
    tracks = (track,) if isinstance(track, Track) else tuple(track)
    return Finding(rule.rpartition(".")[2], tracks, tuple(readings), {name: str(value) for name, value in says.items()})
