"""Curves: lines over an axis of numbers, each with its name at its end; what stands for the reader is marked."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from gamma.ground.design.charts.axes import number_axis, round_numbers, rounded
from gamma.ground.design.charts.drawing import Layer, draw, layer
from gamma.ground.design.charts.notes import HALO, WORDS
from gamma.ground.design.charts.theme import GOAL, MAIN, NARROW, ROW, RULE, SOFT, TEXT, WIDE, Sheet, breadth, shortened
from gamma.ground.design.numbers import language, number, quantity

TONES = ((MAIN, [1, 0]), (GOAL, [7, 3]), (SOFT, [2, 3]))  # a colour and a dash: neither is needed to tell lines apart
Spot = tuple[float, float | None]


@dataclass(frozen=True)
class Trace:
    """Points (across, up) in their order; the line is cut where there is no value."""

    label: str
    spots: tuple[Spot, ...]

    @property
    def known(self) -> list[tuple[float, float]]:
        """The points that have a value."""
        return [(across, up) for across, up in self.spots if up is not None]


@dataclass(frozen=True)
class Curve:
    """Up to three lines over one axis: what they show, the unit upwards, the name and unit of the axis.

    `mark` is a place on the axis with its name. What is outside `bounds` is drawn on them.
    """

    title: str
    unit: str
    axis: str
    axis_unit: str
    traces: tuple[Trace, ...]
    mark: tuple[float, str] | None = None
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True)
class _Frame:
    sheet: Sheet
    low: float
    high: float
    ticks: tuple[float, ...]
    padding: dict[str, float]

    def up(self, pixels: float) -> float:
        tall = self.sheet.height - self.padding["top"] - self.padding["bottom"]
        return pixels / tall * (self.ticks[-1] - self.ticks[0])


def curve_svg(curve: Curve, narrow: bool = False) -> str:
    """The chart as an SVG; `narrow` for the screen of a phone. A curve without any value cannot be drawn."""
    return drawn_once(curve, narrow, language())


@lru_cache(maxsize=512)
def drawn_once(curve: Curve, narrow: bool, language: str) -> str:  # noqa: ARG001 - the words depend on it
    page = _frame(curve, NARROW if narrow else WIDE)
    layers = [_axes(page), *_mark(curve, page)]
    for trace, (colour, dash) in zip(curve.traces, TONES, strict=False):
        layers.append(_line(trace, page, colour, dash))
    return draw([*layers, *_names(curve, page)], page.sheet, page.padding, curve.title, about(curve))


def about(curve: Curve) -> str:
    """What the lines do, for who does not see them: where each begins, ends, and is the highest."""
    return " ".join(_told(trace, curve) for trace in curve.traces if trace.known)


def _told(trace: Trace, curve: Curve) -> str:
    spots = trace.known
    told = {"name": trace.label}
    for key, spot in (("first", spots[0]), ("last", spots[-1]), ("most", max(spots, key=lambda one: one[1]))):
        told |= {key: quantity(rounded(spot[1]), curve.unit), f"{key}_at": quantity(rounded(spot[0]), curve.axis_unit)}
    return _("%(name)s : %(first)s à %(first_at)s, %(last)s à %(last_at)s, au plus %(most)s à %(most_at)s.") % told


def _frame(curve: Curve, sheet: Sheet) -> _Frame:
    across = [spot[0] for trace in curve.traces for spot in trace.spots]
    ups = [_bounded(up, curve) for trace in curve.traces for _across, up in trace.known]
    ticks = tuple(round_numbers(ups))
    left = 14 + max(breadth(number(round(tick, 9))) for tick in ticks)
    right = min(18 + max(breadth(trace.label) for trace in curve.traces), sheet.width * 0.3)
    padding = {"left": left, "right": right, "top": 30.0, "bottom": 2.0 * ROW + 8}
    return _Frame(sheet, min(across), max(across), ticks, padding)


def _bounded(up: float, curve: Curve) -> float:
    low, high = curve.bounds or (-math.inf, math.inf)
    return min(max(up, low), high)


def _axes(page: _Frame) -> Layer:
    """The frame that all layers share: round numbers across, as many as fit, and upwards."""
    wanted = page.sheet.labels - 2
    step = round_numbers([page.high - page.low], wanted)[1]
    first, last = math.ceil(page.low / step), math.floor(page.high / step)
    across = _across() | {
        "scale": {"domain": [page.low, page.high], "nice": False, "zero": False},
        "axis": number_axis([rank * step for rank in range(first, last + 1)]) | {"grid": False},
    }
    up = _up() | {
        "scale": {"domain": [page.ticks[0], page.ticks[-1]], "nice": False},
        "axis": number_axis(list(page.ticks)),
    }
    return layer([{"x": page.low, "v": 0.0}], "rule", {"x": across, "y": up, "x2": {"datum": page.high}}, color=RULE)


def _across() -> dict[str, Any]:
    return {"field": "x", "type": "quantitative"}


def _up() -> dict[str, Any]:
    return {"field": "v", "type": "quantitative"}


def _line(trace: Trace, page: _Frame, colour: str, dash: Sequence[int]) -> Layer:
    part, rows = 0, []
    for across, up in trace.spots:
        if up is None:
            part += 1
        else:
            rows.append({"x": across, "v": min(max(up, page.ticks[0]), page.ticks[-1]), "p": part})
    where = {"x": _across(), "y": _up(), "detail": {"field": "p", "type": "nominal"}}
    return layer(rows, "line", where, color=colour, strokeWidth=2.5, strokeDash=list(dash), strokeJoin="round")


def _mark(curve: Curve, page: _Frame) -> list[Layer]:
    """An upright line where the reader's case stands, and its name above."""
    if curve.mark is None or not page.low <= curve.mark[0] <= page.high:
        return []
    rows = [{"x": curve.mark[0], "w": curve.mark[1]}]
    rule = layer(rows, "rule", {"x": _across(), "y": {"value": 0}, "y2": {"value": _tall(page)}}, color=SOFT)
    late = curve.mark[0] > (page.low + page.high) / 2
    side = {"align": "right", "dx": -4} if late else {"align": "left", "dx": 4}
    where = {"x": _across(), "y": {"value": -8}, "text": WORDS}
    return [rule, layer(rows, "text", where, baseline="middle", color=SOFT, **side, **HALO)]


def _tall(page: _Frame) -> float:
    return page.sheet.height - page.padding["top"] - page.padding["bottom"]


def _names(curve: Curve, page: _Frame) -> list[Layer]:
    """After the last point of each line its name; below the axis, what it counts; above the numbers, their unit."""
    ends = [(trace, *trace.known[-1]) for trace in curve.traces if trace.known]
    places = _apart([_bounded(up, curve) for _trace, _across, up in ends], page.up(ROW))
    colours = {trace.label: colour for trace, (colour, _dash) in zip(curve.traces, TONES, strict=False)}
    room = page.padding["right"] - 8
    layers = [
        layer(
            [{"x": page.high, "v": place, "w": shortened(trace.label, room)}],
            "text",
            {"x": _across(), "y": _up(), "text": WORDS},
            align="left",
            baseline="middle",
            dx=8,
            color=colours[trace.label],
            **HALO,
        )
        for (trace, _at, _value), place in zip(ends, places, strict=True)
    ]
    below = {"x": {"value": 0}, "y": {"value": _tall(page) + 1.7 * ROW + 6}, "text": WORDS}
    above = {"x": {"value": 6 - page.padding["left"]}, "y": {"value": -18}, "text": WORDS}
    axis = shortened(f"{curve.axis} ({curve.axis_unit})", page.sheet.width - page.padding["left"] - 8)
    return [
        *layers,
        layer([{"w": axis}], "text", below, align="left", baseline="middle", color=TEXT),
        layer([{"w": curve.unit}], "text", above, align="left", baseline="middle", color=SOFT),
    ]


def _apart(values: Sequence[float], distance: float) -> list[float]:
    """The values moved upwards as little as it takes to keep them a distance apart."""
    places, floor = dict(enumerate(values)), -math.inf
    for rank, value in sorted(enumerate(values), key=lambda pair: pair[1]):
        places[rank] = floor = max(value, floor + distance)
    return [places[rank] for rank in range(len(values))]
