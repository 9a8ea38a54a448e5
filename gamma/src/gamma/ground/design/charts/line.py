"""Line charts: lines, what was aimed at, where the measure changed, what was done."""

from functools import lru_cache
from typing import Any

from gamma.ground.design.charts import notes
from gamma.ground.design.charts.axes import middle, moment, new_years, number_axis, time_axis
from gamma.ground.design.charts.drawing import draw, rows
from gamma.ground.design.charts.frame import Frame, frame
from gamma.ground.design.charts.parts import drawn_as_span, parts
from gamma.ground.design.charts.shapes import Line, Series
from gamma.ground.design.charts.theme import GOAL, MAIN, MUTED, NARROW, RULE, WIDE
from gamma.ground.design.charts.words import about_series
from gamma.ground.design.numbers import language

FEW = 40  # points still seen one by one


def line_svg(series: Series, narrow: bool = False) -> str:
    """The chart as an SVG; `narrow` for the screen of a phone."""
    return _drawn(series, narrow, language())


@lru_cache(maxsize=512)
def _drawn(series: Series, narrow: bool, language: str) -> str:  # noqa: ARG001 - the words depend on it
    page = frame(series, NARROW if narrow else WIDE)
    layers = [_years(page), *_targets(series, page)]
    for line in sorted(series.lines, key=lambda line: line.tone == "main"):
        layers += _line(line, page)
    layers += notes.marks(page)
    layers += notes.labels(series, page)
    return draw(layers, page.sheet, page.padding, series.title, about_series(series))


def _years(page: Frame) -> Any:
    """The frame that all layers share: the axes, and a thin line at each new year."""
    import altair as alt

    data = [{"t": when} for when in new_years(page.first, page.last)]
    return rows(data).mark_rule(color=RULE).encode(x=_time(page), y=alt.value(0), y2=alt.value(page.tall))


def _time(page: Frame) -> Any:
    import altair as alt

    scale = alt.Scale(type="utc", domain=[moment(page.first), moment(page.last)], nice=False)
    return alt.X("t:T", scale=scale, axis=alt.Axis(**time_axis(page.first, page.last, page.sheet.labels)))


def _value(page: Frame) -> Any:
    import altair as alt

    scale = alt.Scale(domain=[page.ticks[0], page.ticks[-1]], nice=False)
    return alt.Y("v:Q", scale=scale, axis=alt.Axis(**number_axis(page.ticks)))


def _line(line: Line, page: Frame) -> list[Any]:
    colour, width = (MAIN, 2.5) if line.tone == "main" else (MUTED, 2)
    data = [
        {"t": middle(point), "v": point.value, "p": rank}
        for rank, part in enumerate(parts(line.points))
        for point in part
    ]
    base = rows(data).encode(x="t:T", y=_value(page))
    layers = [base.mark_line(color=colour, strokeWidth=width, strokeJoin="round").encode(detail="p:N")]
    spans = [
        {"t": moment(point.start), "u": moment(point.end), "v": point.value}
        for point in line.points
        if drawn_as_span(point, line.points)
    ]
    if spans:
        layers.append(rows(spans).mark_rule(color=colour, strokeWidth=width).encode(x="t:T", x2="u:T", y="v:Q"))
    if len(line.points) <= FEW:
        layers.append(base.mark_point(color=colour, fill=colour, size=34, opacity=1))
    return layers


def _targets(series: Series, page: Frame) -> list[Any]:
    """A dashed line up to the day that was promised, and a mark on that day."""
    if not series.targets:
        return []
    data = [{"t": moment(page.first), "u": moment(target.due), "v": target.value} for target in series.targets]
    line = rows(data).mark_rule(color=GOAL, strokeWidth=1.5, strokeDash=[5, 4]).encode(x="t:T", x2="u:T", y="v:Q")
    return [
        line,
        rows(data).mark_point(color=GOAL, fill=GOAL, shape="diamond", size=70, opacity=1).encode(x="u:T", y="v:Q"),
    ]
