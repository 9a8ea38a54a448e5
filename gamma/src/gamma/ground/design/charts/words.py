"""Words: what a chart shows, for who does not see it."""

from django.utils.translation import gettext as _

from gamma.ground.design.charts.shapes import Bars, Line, Series
from gamma.ground.design.numbers import number, signed


def about_series(series: Series) -> str:
    """The lines, then what is marked beside them."""
    marks = [target.label for target in series.targets] + [mark.label for mark in (*series.breaks, *series.levers)]
    return " ".join(
        f"{text}." for text in [*(_line(line, series.unit) for line in series.lines if line.points), *marks]
    )


def about_bars(bars: Bars) -> str:
    """The highest and the lowest."""
    if not bars.points:
        return _("Aucune valeur.")
    low, high = (pick(bars.points, key=lambda point: point.value) for pick in (min, max))
    told = {"low": signed(low.value), "when": low.label, "high": signed(high.value), "then": high.label}
    return _("De %(low)s (%(when)s) à %(high)s (%(then)s).") % told


def _line(line: Line, unit: str) -> str:
    first, last = line.points[0], line.points[-1]
    name = f"{line.label or unit} : "
    if len(line.points) == 1:
        return name + f"{number(first.value)} ({first.label})"
    told = {"first": number(first.value), "when": first.label, "last": number(last.value), "then": last.label}
    return name + _("de %(first)s (%(when)s) à %(last)s (%(then)s)") % told
