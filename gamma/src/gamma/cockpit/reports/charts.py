"""Charts: the series of an indicator as a picture, drawn at most once for a version of the facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import Change, tool_changes, year_on_year
from gamma.cockpit.programme.lists import LeverKind
from gamma.cockpit.programme.models import Enrolment, Lever
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.computing import season
from gamma.cockpit.reports.records import Record, records
from gamma.ground.design import charts
from gamma.ground.design.charts import Bars, Line, Mark, Point, Series
from gamma.ground.design.numbers import language
from gamma.ground.periods import Window, span
from gamma.ground.texts import chosen

FEWEST = 2  # two readings make a line
WEEK = 7 * 24 * 3600
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Drawn:
    """A chart and the readings it shows, in order; `before` gives the reading a year before, where there is one."""

    series: Series
    readings: list[Reading]
    before: dict[int, Reading]


def drawn(record: Record, track: Track, whole: bool = False) -> Drawn | None:
    """The chart of an indicator over the season, or over all its time; None when too little is known to draw a line."""
    readings = track.series if whole else in_season(record, track.series)
    if len(readings) < FEWEST:
        return None
    before = {change.reading.pk: change.before for change in year_on_year(track.series)}
    return Drawn(_series(record, track, readings, before), readings, before)


def in_season(record: Record, readings: Iterable[Reading]) -> list[Reading]:
    """The readings that a reader of the season looks at."""
    first, last = season(record.enrolment.edition)
    return [row for row in readings if row.ends_on and row.ends_on >= first and (row.starts_on or row.ends_on) <= last]


def season_changes(record: Record, track: Track) -> list[Change]:
    """The changes on a year before, for the readings that end within the edition."""
    edition = record.enrolment.edition
    first, last = span(edition.starts)[0], span(edition.ends)[1]
    return [
        change
        for change in year_on_year(track.series)
        if change.reading.ends_on and first <= change.reading.ends_on <= last
    ]


def changes(record: Record, track: Track) -> Bars | None:
    """The change on a year before, period by period."""
    found = season_changes(record, track)
    if len(found) < FEWEST:
        return None
    points = [_point(change.reading, float(round(change.percent, 1))) for change in found]
    return Bars(_("%(name)s : évolution sur un an") % {"name": chosen(track.definition.name)}, tuple(points))


def picture(indicator: Indicator, shows: str, narrow: bool, today: date) -> str:
    """The SVG of a chart ("whole", "season" or "changes"), empty where there is not enough to draw."""
    version = indicator.enrolment.edition.facts_version
    key = f"chart:{indicator.pk}:{version}:{shows}:{language()}:{'narrow' if narrow else 'wide'}"
    return str(cache.get_or_set(key, lambda: _picture(indicator, shows, narrow, today), WEEK))


def _picture(indicator: Indicator, shows: str, narrow: bool, today: date) -> str:
    alone = Q(pk=indicator.pk)
    record = records(Enrolment.objects.filter(pk=indicator.enrolment_id), today, alone)[0]
    track = record.track(indicator.pk)
    if shows == "changes":
        bars = changes(record, track)
        return charts.bars_svg(bars, narrow) if bars else ""
    found = drawn(record, track, whole=shows == "whole")
    return charts.line_svg(found.series, narrow) if found else ""


def _series(record: Record, track: Track, readings: Sequence[Reading], before: dict[int, Reading]) -> Series:
    points = tuple(_point(reading) for reading in readings)
    compared = tuple(_moved(row, before[row.pk]) for row in readings if row.pk in before)
    lines = [Line(points)] + ([Line(compared, _("un an avant"), "muted")] if len(compared) >= FEWEST else [])
    targets = tuple(mark for target in track.targets for mark in _targets(target, track.definition))
    ends = [day for point in points for day in (point.start, point.end)] + [target.due for target in targets]
    return Series(
        title=_title(track.definition, readings[0], readings[-1]),
        unit=phrases.unit(_names(track.definition)),
        lines=tuple(lines),
        targets=targets,
        breaks=tuple(_within(_breaks(track, readings), ends)),
        levers=tuple(_within(_levers(record.enrolment.levers.all()), ends)),
    )


def _names(definition: Definition) -> phrases.Names:
    return definition.unit.names if definition.unit else {}


def _title(definition: Definition, first: Reading, last: Reading) -> str:
    """What is seen: from the first reading to the last."""
    names = _names(definition)
    return _("%(name)s : %(first)s (%(start)s), puis %(last)s (%(end)s)") % {
        "name": chosen(definition.name),
        "first": phrases.amount(first.value, names, first.precision),
        "start": phrases.period(first.period),
        "last": phrases.amount(last.value, names, last.precision),
        "end": phrases.period(last.period),
    }


def _point(reading: Reading, value: float | None = None) -> Point:
    """The days a point covers; what is told of an instant is drawn at its last day."""
    last = reading.ends_on or date.max - ONE
    told = phrases.period(reading.period)
    number = float(reading.value or 0) if value is None else value
    if reading.window in (Window.INSTANT, Window.SINCE_START, Window.ROLLING) or reading.starts_on is None:
        return Point(last, last, number, told)
    return Point(reading.starts_on, last + ONE, number, told)


def _moved(now: Reading, before: Reading) -> Point:
    """A reading drawn where the same period of the next year is."""
    place = _point(now)
    return Point(place.start, place.end, float(before.value or 0), phrases.period(before.period))


def _targets(target: Target, definition: Definition) -> list[charts.Target]:
    """The lines to reach: one, or the two bounds of a band."""
    if target.definition_id != definition.pk:
        return []
    bounds = [value for value in (target.value, target.low, target.high) if value is not None]
    names = _names(definition)
    said = [_("cible : %(goal)s") % {"goal": phrases.amount(value, names)} for value in bounds]
    return [charts.Target(float(value), target.due, label) for value, label in zip(bounds, said, strict=True)]


def _breaks(track: Track, readings: Sequence[Reading]) -> list[Mark]:
    """Where the tool that measures changed, or what is measured."""
    tools = [
        Mark(_point(after).start, _("outil : %(tool)s") % {"tool": after.tool})
        for _before, after in tool_changes(readings)
    ]
    definitions = [row for row in track.definitions[1:] if row.since]
    return tools + [Mark(span(row.since)[0], _("nouvelle définition")) for row in definitions]


def _levers(levers: Iterable[Lever]) -> list[Mark]:
    return [Mark(span(lever.starts)[0], str(LeverKind(lever.kind).label)) for lever in levers if lever.starts]


def _within(marks: Iterable[Mark], days: Sequence[date]) -> list[Mark]:
    """A mark helps to read the lines it falls among; far from them, it would only stretch the axis."""
    return [mark for mark in marks if min(days) <= mark.when <= max(days)]
