"""Line charts: lines, what was aimed at, where the measure changed, what was done."""

from functools import lru_cache
from typing import Any

from gamma.ground.design.charts import notes
from gamma.ground.design.charts.axes import middle, moment, new_years, number_axis, time_axis
from gamma.ground.design.charts.drawing import Layer, at, draw, layer
from gamma.ground.design.charts.frame import Frame, frame
from gamma.ground.design.charts.parts import drawn_as_span, parts
from gamma.ground.design.charts.shapes import Line, Series
from gamma.ground.design.charts.theme import GOAL, MAIN, MUTED, NARROW, RULE, WIDE
from gamma.ground.design.charts.words import about_series
from gamma.ground.design.numbers import language

FEW = 40  # points still seen one by one


def line_svg(series: Series, narrow: bool = False) -> str:
    """The chart as an SVG; `narrow` for the screen of a phone."""
    return drawn_once(series, narrow, language())


@lru_cache(maxsize=4096)
def drawn_once(series: Series, narrow: bool, language: str) -> str:  # noqa: ARG001 - the words depend on it
    page = frame(series, NARROW if narrow else WIDE)
    layers = [_years(page), *_targets(series, page)]
    for line in sorted(series.lines, key=lambda line: line.tone == "main"):
        layers += _line(line, page)
    layers += notes.marks(page)
    layers += notes.labels(series, page)
    return draw(layers, page.sheet, page.padding, series.title, about_series(series))


def _years(page: Frame) -> Layer:
    """The frame that all layers share: the axes, and a thin line at each new year."""
    data = [{"t": when} for when in new_years(page.first, page.last)]
    across = {"field": "t", "type": "temporal", "scale": _time(page)}
    across["axis"] = time_axis(page.first, page.last, page.sheet.labels, page.daily)
    return layer(data, "rule", {"x": across, "y": {"value": 0}, "y2": {"value": page.tall}}, color=RULE)


def _time(page: Frame) -> dict[str, Any]:
    return {"type": "utc", "domain": [moment(page.first), moment(page.last)], "nice": False}


def _line(line: Line, page: Frame) -> list[Layer]:
    colour, width = (MAIN, 2.5) if line.tone == "main" else (MUTED, 2)
    groups = enumerate(parts(line.points))
    data = [{"t": middle(point), "v": point.value, "p": rank} for rank, part in groups for point in part]
    up = {"scale": {"domain": [page.ticks[0], page.ticks[-1]], "nice": False}, "axis": number_axis(page.ticks)}
    where = at(detail={"field": "p", "type": "nominal"})
    where["y"] |= up
    layers = [
        layer(data, "line", where, color=colour, strokeWidth=width, strokeJoin="round"),
        *_spans(line, colour, width),
    ]
    if len(line.points) <= FEW:
        layers.append(layer(data, "point", at(), color=colour, fill=colour, size=34, opacity=1))
    return layers


def _spans(line: Line, colour: str, width: float) -> list[Layer]:
    data = [
        {"t": moment(point.start), "u": moment(point.end), "v": point.value}
        for point in line.points
        if drawn_as_span(point, line.points)
    ]
    return [layer(data, "rule", at(x2={"field": "u"}), color=colour, strokeWidth=width)] if data else []


def _targets(series: Series, page: Frame) -> list[Layer]:
    """A dashed line up to the day that was promised, and a mark on that day."""
    if not series.targets:
        return []
    data = [{"t": moment(page.first), "u": moment(target.due), "v": target.value} for target in series.targets]
    line = layer(data, "rule", at(x2={"field": "u"}), color=GOAL, strokeWidth=1.5, strokeDash=[5, 4])
    return [line, layer(data, "point", at(x="u"), color=GOAL, fill=GOAL, shape="diamond", size=70, opacity=1)]
