"""Charts: the series of an indicator as a picture, drawn at most once for a version of the facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import caches
from django.db.models import Q

from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import year_on_year
from gamma.cockpit.programme.lists import LeverKind
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reports import drawing
from gamma.cockpit.reports.drawing import FEWEST
from gamma.cockpit.reports.records import Record, records
from gamma.ground.design import charts
from gamma.ground.design.charts import Bars, Series
from gamma.ground.design.numbers import language
from gamma.ground.texts import chosen

WEEK = 7 * 24 * 3600


@dataclass(frozen=True)
class Drawn:
    """A chart and the readings it shows, in order; `before` gives the reading a year before, where there is one."""

    series: Series
    readings: list[Reading]
    before: dict[int, Reading]


def drawn(record: Record, track: Track, whole: bool = False) -> Drawn | None:
    """The chart of an indicator over the season, or over all its time; None when too little is known to draw a line."""
    readings = [row for row in track.series if whole or record.in_season(row)]
    if len(readings) < FEWEST:
        return None
    before = {change.reading.pk: change.before for change in year_on_year(track.series)}
    return Drawn(_series(record, track, readings, before), readings, before)


def changes(record: Record, track: Track) -> Bars | None:
    """The change on a year before, period by period."""
    found = record.changes(track)
    if len(found) < FEWEST:
        return None
    return drawing.changes(chosen(track.definition.name), [(row.reading.period, row.percent) for row in found])


def picture(indicator: Indicator, shows: str, narrow: bool, today: date) -> str:
    """The SVG of a chart ("whole", "season" or "changes"), empty where there is not enough to draw."""
    version = indicator.enrolment.edition.facts_version
    key = f"chart:{indicator.pk}:{version}:{shows}:{language()}:{'narrow' if narrow else 'wide'}"
    return str(caches["process"].get_or_set(key, lambda: _picture(indicator, shows, narrow, today), WEEK))


def _picture(indicator: Indicator, shows: str, narrow: bool, today: date) -> str:
    alone = Q(pk=indicator.pk)
    record = records(Enrolment.objects.filter(pk=indicator.enrolment_id), today, alone)[0]
    track = record.track(indicator.pk)
    if shows == "changes":
        bars = changes(record, track)
        return charts.bars_svg(bars, narrow) if bars else ""
    found = drawn(record, track, whole=shows == "whole")
    return charts.line_svg(found.series, narrow) if found else ""


def _series(record: Record, track: Track, readings: Sequence[Reading], before: Mapping[int, Reading]) -> Series:
    definition = track.definition
    earlier = {rank: _spot(before[row.pk]) for rank, row in enumerate(readings) if row.pk in before}
    return drawing.line(
        drawing.Drawn(
            name=chosen(definition.name),
            unit=definition.unit.names if definition.unit else {},
            spots=[_spot(row) for row in readings],
            before=earlier,
            goals=[goal for target in track.targets for goal in _goals(target, definition)],
            since=[row.since for row in track.definitions[1:]],
            levers=[(str(LeverKind(lever.kind).label), lever.starts) for lever in record.enrolment.levers.all()],
        )
    )


def _spot(reading: Reading) -> drawing.Spot:
    return drawing.Spot(reading.period, reading.value or Decimal(0), reading.precision, reading.tool)


def _goals(target: Target, definition: Definition) -> list[tuple[Decimal, date]]:
    """The lines to reach: one, or the two bounds of a band."""
    values = (target.value, target.low, target.high) if target.definition_id == definition.pk else ()
    return [(value, target.due) for value in values if value is not None]
