"""Drawing: an indicator's figures become the shapes of a chart; pages and bilan draw the same one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from gamma.cockpit.reports import phrases
from gamma.ground.design.charts import Bars, Line, Mark, Point, Series, Target
from gamma.ground.periods import Window, parse, span

FEWEST = 2  # two readings make a line
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Spot:
    """A reading to be drawn: `period` in its notation, `tool` what measured it."""

    period: str
    value: Decimal
    precision: str = "exact"
    tool: str = ""


@dataclass(frozen=True)
class Drawn:
    """What a line chart is made of; `before` gives the spot a year earlier by the rank of a spot.

    `goals` are values with their due date; `since` the days on which another definition began; `levers` are dated
    as far as known.
    """

    name: str
    unit: phrases.Names
    spots: Sequence[Spot]
    before: Mapping[int, Spot]
    goals: Sequence[tuple[Decimal, date]] = ()
    since: Sequence[str] = ()
    levers: Sequence[tuple[str, str]] = ()


def line(drawn: Drawn) -> Series:
    """The series, the year before in a lighter tone, its targets, and the breaks and levers that fall within."""
    points = [_point(spot) for spot in drawn.spots]
    compared = [_moved(points[rank], spot) for rank, spot in sorted(drawn.before.items())]
    lines = [Line(tuple(points))]
    if len(compared) >= FEWEST:
        lines.append(Line(tuple(compared), _("un an avant"), "muted"))
    targets = [_target(value, due, drawn.unit) for value, due in drawn.goals]
    days = [day for point in points for day in (point.start, point.end)] + [target.due for target in targets]
    return Series(
        title=_title(drawn),
        unit=phrases.unit(drawn.unit),
        lines=tuple(lines),
        targets=tuple(targets),
        breaks=_within(_breaks(drawn), days),
        levers=_within((Mark(span(starts)[0], label) for label, starts in drawn.levers if starts), days),
    )


def changes(name: str, found: Iterable[tuple[str, Decimal]]) -> Bars:
    """The change on the year before, in percent, period by period."""
    points = tuple(_point(Spot(period, round(percent, 1))) for period, percent in found)
    return Bars(_("%(name)s : évolution sur un an") % {"name": name}, points)


def _title(drawn: Drawn) -> str:
    """What is seen: from the first reading to the last."""
    first, last = drawn.spots[0], drawn.spots[-1]
    return _("%(name)s : %(first)s (%(start)s), puis %(last)s (%(end)s)") % {
        "name": drawn.name,
        "first": phrases.amount(first.value, drawn.unit, first.precision),
        "start": phrases.period(first.period),
        "last": phrases.amount(last.value, drawn.unit, last.precision),
        "end": phrases.period(last.period),
    }


def _point(spot: Spot) -> Point:
    """The days a point covers; what is told of an instant is drawn at its last day."""
    period = parse(spot.period)
    last = period.last or date.max - DAY
    told, value = phrases.period(spot.period), float(spot.value)
    if period.window in (Window.INSTANT, Window.SINCE_START, Window.ROLLING) or period.first is None:
        return Point(last, last, value, told)
    return Point(period.first, last + DAY, value, told)


def _moved(now: Point, before: Spot) -> Point:
    """A spot drawn where the same period of the next year is."""
    return Point(now.start, now.end, float(before.value), phrases.period(before.period))


def _target(value: Decimal, due: date, unit: phrases.Names) -> Target:
    return Target(float(value), due, _("cible : %(goal)s") % {"goal": phrases.amount(value, unit)})


def _breaks(drawn: Drawn) -> list[Mark]:
    """Where the tool that measures changed, or what is measured."""
    told = [spot for spot in drawn.spots if spot.tool]
    tools = [
        Mark(_point(after).start, _("outil : %(tool)s") % {"tool": after.tool})
        for before, after in pairwise(told)
        if before.tool != after.tool
    ]
    return tools + [Mark(span(since)[0], _("nouvelle définition")) for since in drawn.since if since]


def _within(marks: Iterable[Mark], days: Sequence[date]) -> tuple[Mark, ...]:
    """A mark helps to read the lines it falls among; far from them, it would only stretch the axis."""
    return tuple(mark for mark in marks if min(days) <= mark.when <= max(days))
