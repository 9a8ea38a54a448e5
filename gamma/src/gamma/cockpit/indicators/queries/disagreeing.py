"""Disagreeing: the periods of which a person and a machine do not say the same: both are shown, and which decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from gamma.cockpit.indicators.lists import Preference
from gamma.cockpit.indicators.models import Definition, Indicator, Reading
from gamma.cockpit.indicators.queries import words
from gamma.cockpit.indicators.queries.current import current_readings
from gamma.cockpit.indicators.verdicts import preferred, ranked
from gamma.cockpit.programme.lists import SourceKind
from gamma.ground.periods import Window
from gamma.ground.texts import chosen


@dataclass(frozen=True)
class Disagreement:
    """The readings of one period, in the order in which they count: the first decides, for this reason."""

    readings: list[Reading]
    why: Preference

    @property
    def decides(self) -> Reading:
        return self.readings[0]

    @property
    def others(self) -> list[Reading]:
        return self.readings[1:]


@dataclass(frozen=True)
class Differing:
    """A disagreement in words: the period, the figure that decides with its source, why it does, the other figures."""

    name: str
    period: str
    decides: str
    why: str
    others: str


def told(found: Iterable[Disagreement]) -> list[Differing]:
    """Disagreements as pages show them."""
    return [
        Differing(
            name=chosen(one.decides.definition.name),
            period=words.period(one.decides.period),
            decides=_sourced(one.decides),
            why=str(one.why.label),
            others=", ".join(map(_sourced, one.others)),
        )
        for one in found
    ]


def _sourced(reading: Reading) -> str:
    return f"{words.figure(reading)} – {chosen(reading.source.title)}"


def measured(reading: Reading) -> bool:
    """Whether a machine read it."""
    return reading.source.kind == SourceKind.MEASURED


def disagreements(readings: Iterable[Reading]) -> list[Disagreement]:
    """Among readings in force, those that do not say the same of a period as a machine does; the latest first."""
    near: dict[tuple[int, str, date | None], list[Reading]] = defaultdict(list)
    for reading in readings:
        near[_around(reading)].append(reading)
    found = [one for rows in near.values() for one in _among(rows)]
    return sorted(found, key=lambda one: one.decides.ends_on or date.min, reverse=True)


def disagreeing(
    indicators: Iterable[Indicator], since: datetime | None = None, until: datetime | None = None
) -> list[Disagreement]:
    """The same of some indicators as the base knows them; only those that a reading recorded between brought."""
    own = Reading.objects.filter(definition=OuterRef("pk"))
    machine, hand = own.filter(source__kind=SourceKind.MEASURED), own.exclude(source__kind=SourceKind.MEASURED)
    definitions = Definition.objects.filter(Exists(machine), Exists(hand), indicator__in=list(indicators))
    rows = current_readings().filter(definition__in=definitions)
    found = disagreements(rows.select_related("source", "definition__unit", "definition__indicator"))
    return [one for one in found if any(_recorded(row, since, until) for row in one.readings)]


def _recorded(row: Reading, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or row.recorded_at > since) and (until is None or row.recorded_at <= until)


def _around(reading: Reading) -> tuple[int, str, date | None]:
    """Readings that speak of the same period are of one month, as their period is laid in the calendar."""
    day = reading.starts_on if reading.window == Window.WEEK else reading.ends_on
    return reading.definition_id, reading.window, day.replace(day=1) if day else None


def _among(rows: list[Reading]) -> Iterator[Disagreement]:
    """Those of a few readings: a period is told of once, however many machines read it."""
    told: set[int] = set()
    for machine in filter(measured, rows):
        same = ranked(rows, machine.span)
        hands = [row.value for row in same if row.value is not None and not measured(row)]
        differ = any(value != machine.value for value in hands)
        if differ and same[0].pk not in told:
            told.add(same[0].pk)
            yield Disagreement(same, preferred(*same[:2]))
