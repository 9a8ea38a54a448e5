"""Bar charts: changes above or below zero, each with its number."""

import json
from functools import lru_cache
from typing import Any

from babel.dates import format_date

from gamma.ground.design.charts.axes import number_axis, round_numbers, rounded
from gamma.ground.design.charts.drawing import Layer, draw, layer
from gamma.ground.design.charts.shapes import Bars, Point
from gamma.ground.design.charts.theme import GOAL, MAIN, NARROW, ROW, SOFT, TEXT, WIDE, Sheet, breadth
from gamma.ground.design.charts.words import about_bars
from gamma.ground.design.numbers import language, number, signed

_ACROSS = {"field": "n", "type": "ordinal", "sort": None}
_UP = {"field": "v", "type": "quantitative"}


def bars_svg(bars: Bars, narrow: bool = False) -> str:
    """The chart as an SVG; `narrow` for the screen of a phone."""
    return drawn_once(bars, narrow, language())


@lru_cache(maxsize=4096)
def drawn_once(bars: Bars, narrow: bool, language: str) -> str:  # noqa: ARG001 - the words depend on it
    sheet = NARROW if narrow else WIDE
    ticks = round_numbers([point.value for point in bars.points])
    left = 14 + max(breadth(number(round(tick, 9))) for tick in ticks)
    padding = {"left": left, "right": 8.0, "top": 22.0, "bottom": 2.0 * ROW + 14}
    return draw(_layers(bars, ticks, sheet, left), sheet, padding, bars.title, about_bars(bars))


def _layers(bars: Bars, ticks: list[float], sheet: Sheet, left: float) -> list[Layer]:
    data = [{"n": rank, "v": point.value, "w": signed(rounded(point.value))} for rank, point in enumerate(bars.points)]
    up = _UP | {"scale": {"domain": [ticks[0], ticks[-1]], "nice": False}, "axis": number_axis(ticks)}
    across = _ACROSS | {"axis": _names(bars.points, sheet), "scale": {"paddingInner": 0.3, "paddingOuter": 0.2}}
    colour = {"condition": {"test": "datum.v < 0", "value": GOAL}, "value": MAIN}
    layers = [layer(data, "bar", {"x": across, "y": up, "color": colour})]
    layers.append(layer([{"v": 0}], "rule", {"y": _UP}, color=SOFT))
    return layers + (_numbers(data) if _fit(bars, sheet.width - left) else [])


def _numbers(data: list[dict[str, Any]]) -> list[Layer]:
    where = {"x": _ACROSS, "y": _UP, "text": {"field": "w", "type": "nominal"}}
    above = layer([row for row in data if row["v"] >= 0], "text", where, baseline="bottom", dy=-4, color=TEXT)
    return [above, layer([row for row in data if row["v"] < 0], "text", where, baseline="top", dy=5, color=TEXT)]


def _fit(bars: Bars, room: float) -> bool:
    """Whether each bar can bear its number."""
    return sum(breadth(signed(rounded(point.value))) + 4 for point in bars.points) <= room


def _names(points: tuple[Point, ...], sheet: Sheet) -> dict[str, Any]:
    """The month of each bar, and its year when it begins; fewer of them when there are many bars."""
    step = max(1, -(-len(points) // (sheet.labels + 6 if sheet is WIDE else sheet.labels)))
    ranks = list(range(0, len(points), step))
    shown = [points[rank] for rank in ranks]
    words = [_name(point, before) for point, before in zip(shown, [None, *shown], strict=False)]
    found = f"{json.dumps(words)}[datum.value / {step}]"
    return {"values": ranks, "labelExpr": found, "labelAngle": 0, "labelLineHeight": 15, "offset": 4}


def _name(point: Point, before: Point | None) -> list[str]:
    year = [] if before and before.start.year == point.start.year else [str(point.start.year)]
    return year if (point.end - point.start).days > 300 else [format_date(point.start, "LLL", locale=language()), *year]
