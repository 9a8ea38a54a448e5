"""Bar charts: changes above or below zero, each with its number."""

from functools import lru_cache
from typing import Any

from babel.dates import format_date

from gamma.ground.design.charts.axes import number_axis, round_numbers
from gamma.ground.design.charts.drawing import draw, rows
from gamma.ground.design.charts.shapes import Bars, Point
from gamma.ground.design.charts.theme import GOAL, MAIN, NARROW, ROW, SOFT, TEXT, WIDE, Sheet, breadth
from gamma.ground.design.charts.words import about_bars
from gamma.ground.design.numbers import language, number, signed


def bars_svg(bars: Bars, narrow: bool = False) -> str:
    """The chart as an SVG; `narrow` for the screen of a phone."""
    return _drawn(bars, narrow, language())


@lru_cache(maxsize=512)
def _drawn(bars: Bars, narrow: bool, language: str) -> str:  # noqa: ARG001 - the words depend on it
    sheet = NARROW if narrow else WIDE
    ticks = round_numbers([point.value for point in bars.points])
    left = 14 + max(breadth(number(round(tick, 9))) for tick in ticks)
    padding = {"left": left, "right": 8.0, "top": 22.0, "bottom": 2.0 * ROW + 14}
    return draw(_layers(bars, ticks, sheet, left), sheet, padding, bars.title, about_bars(bars))


def _layers(bars: Bars, ticks: list[float], sheet: Sheet, left: float) -> list[Any]:
    import altair as alt

    scale = alt.Scale(domain=[ticks[0], ticks[-1]], nice=False)
    value = alt.Y("v:Q", scale=scale, axis=alt.Axis(**number_axis(ticks)))
    place = alt.X(
        "n:O", sort=None, axis=_names(bars.points, sheet), scale=alt.Scale(paddingInner=0.3, paddingOuter=0.2)
    )
    signs = alt.condition("datum.v < 0", alt.value(GOAL), alt.value(MAIN))
    base = rows([{"n": rank, "v": point.value, "w": signed(point.value)} for rank, point in enumerate(bars.points)])
    layers = [base.mark_bar().encode(x=place, y=value, color=signs)]
    layers.append(rows([{"v": 0}]).mark_rule(color=SOFT).encode(y="v:Q"))
    return layers + (_numbers(base) if _fit(bars, sheet.width - left) else [])


def _numbers(base: Any) -> list[Any]:
    above = base.transform_filter("datum.v >= 0").mark_text(baseline="bottom", dy=-4, color=TEXT)
    below = base.transform_filter("datum.v < 0").mark_text(baseline="top", dy=5, color=TEXT)
    return [layer.encode(x="n:O", y="v:Q", text="w:N") for layer in (above, below)]


def _fit(bars: Bars, room: float) -> bool:
    """Whether each bar can bear its number."""
    return sum(breadth(signed(point.value)) + 4 for point in bars.points) <= room


def _names(points: tuple[Point, ...], sheet: Sheet) -> Any:
    """The month of each bar, and its year when it begins; fewer of them when there are many bars."""
    import json

    import altair as alt

    step = -(-len(points) // (sheet.labels + 6 if sheet is WIDE else sheet.labels))
    ranks = list(range(0, len(points), step))
    years = [None, *(points[rank].start.year for rank in ranks)]
    words = [
        [format_date(points[rank].start, "LLL", locale=language())]
        + ([str(points[rank].start.year)] if points[rank].start.year != before else [])
        for rank, before in zip(ranks, years, strict=False)
    ]
    found = f"{json.dumps(words)}[datum.value / {step}]"
    return alt.Axis(values=ranks, labelExpr=found, labelAngle=0, labelLineHeight=15, offset=4)
