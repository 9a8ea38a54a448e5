"""Drawing: the shapes of the charts of a bilan."""

from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from gamma.cockpit.programme.lists import LeverKind
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing.lookup import Lookup, defined
from gamma.cockpit.reports.bilan.content import IndicatorPiece, ProductPiece
from gamma.ground.design.charts import Bars, Line, Mark, Point, Series, Target
from gamma.ground.periods import Window, parse, span
from gamma.ground.texts import chosen

DAY = timedelta(days=1)


def line(known: Lookup, part: ProductPiece, row: IndicatorPiece) -> Series:
    """The series of an indicator, the year before in a lighter tone, its targets, breaks and dated levers."""
    points = {key: _point(known, key) for key in row.series}
    earlier = [(change.reading, change.before) for change in row.changes if change.before in points]
    compared = tuple(_moved(points[now], points[before]) for now, before in earlier if now in points)
    lines = [Line(tuple(points.values()))]
    if len(compared) > 1:
        lines.append(Line(compared, _("un an avant"), "muted"))
    return Series(
        title=_title(known, row),
        unit=phrases.unit(row.definition.unit),
        lines=tuple(lines),
        targets=tuple(_targets(row)),
        breaks=tuple(_breaks(known, row)),
        levers=tuple(_levers(part)),
    )


def changes(known: Lookup, row: IndicatorPiece) -> Bars:
    """The change on the year before, period by period."""
    points = tuple(_change(known, change.reading, float(change.percent)) for change in row.changes)
    return Bars(_("%(name)s : évolution sur un an") % {"name": chosen(row.definition.name)}, points)


def _title(known: Lookup, row: IndicatorPiece) -> str:
    """What is seen: from the first reading to the last."""
    first, last = row.series[0], row.series[-1]
    pattern = _("%(name)s : %(first)s (%(start)s), puis %(last)s (%(end)s)")
    return pattern % {
        "name": chosen(row.definition.name),
        "first": known.reading(first).text,
        "start": known.period(first),
        "last": known.reading(last).text,
        "end": known.period(last),
    }


def _point(known: Lookup, key: str) -> Point:
    reading = known.readings[key][1]
    start, end = _span(reading.period)
    return Point(start, end, float(reading.value or 0), phrases.period(reading.period))


def _change(known: Lookup, key: str, percent: float) -> Point:
    point = _point(known, key)
    return Point(point.start, point.end, percent, point.label)


def _span(text: str) -> tuple[date, date]:
    """The days a point covers; what is told of an instant is drawn at its last day."""
    period = parse(text)
    last = period.last or date.max - DAY
    if period.window in (Window.INSTANT, Window.SINCE_START, Window.ROLLING) or period.first is None:
        return last, last
    return period.first, last + DAY


def _moved(now: Point, before: Point) -> Point:
    return Point(now.start, now.end, before.value, before.label)


def _targets(row: IndicatorPiece) -> list[Target]:
    """The targets of the definition in force that are a number."""
    current = [
        target for target in row.targets if target.version == row.definition.version and target.value is not None
    ]
    pattern = _("cible : %(goal)s")
    return [
        Target(float(target.value or 0), target.due, pattern % {"goal": phrases.amount(target.value, _unit(row))})
        for target in current
    ]


def _unit(row: IndicatorPiece) -> dict[str, list[str]]:
    return defined(row, row.definition.version).unit


def _breaks(known: Lookup, row: IndicatorPiece) -> list[Mark]:
    """Where the tool that measures changed."""
    rows = [known.readings[key][1] for key in row.series if known.readings[key][1].tool]
    pattern = _("outil : %(tool)s")
    return [
        Mark(_span(after.period)[0], pattern % {"tool": after.tool})
        for before, after in pairwise(rows)
        if before.tool != after.tool
    ]


def _levers(part: ProductPiece) -> list[Mark]:
    return [Mark(span(lever.starts)[0], str(LeverKind(lever.kind).label)) for lever in part.levers if lever.starts]
