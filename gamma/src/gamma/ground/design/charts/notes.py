"""Notes: the words written on a line chart, beside what they speak of."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from gamma.ground.design.charts.axes import middle, moment, rounded
from gamma.ground.design.charts.drawing import Layer, at, layer
from gamma.ground.design.charts.frame import Frame, Label
from gamma.ground.design.charts.parts import drawn_as_span
from gamma.ground.design.charts.shapes import Point, Series
from gamma.ground.design.charts.theme import GOAL, MAIN, ROW, SOFT, TEXT, shortened
from gamma.ground.design.numbers import number

FEW = 4  # points that can each bear their value
HALO = {"stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round"}
WORDS = {"field": "w", "type": "nominal"}
COLOUR = {"field": "c", "type": "nominal", "scale": None}
_PIXELS = {"y": {"field": "h", "type": "quantitative", "scale": None, "axis": None}}


def marks(page: Frame) -> list[Layer]:
    """Breaks and levers: an upright line from the words to the axis; a break is dashed, for the measure is cut."""
    kinds = [[label for label in page.labels if label.lever is lever] for lever in (False, True)]
    return [*(_rule(kind, page) for kind in kinds if kind), *(words for kind in kinds for words in _sides(kind))]


def labels(series: Series, page: Frame) -> list[Layer]:
    """What each target is, what each line is and where it ends."""
    return [*_targets(series, page), *_values(series), *_ends(series, page)]


def _rule(labels: Sequence[Label], page: Frame) -> Layer:
    data = [{"t": moment(label.mark.when), "h": _height(label)} for label in labels]
    dash = [1, 0] if labels[0].lever else [2, 3]
    return layer(data, "rule", at(y2={"value": page.tall}) | _PIXELS, color=_colour(labels[0]), strokeDash=dash)


def _sides(labels: Sequence[Label]) -> list[Layer]:
    written = [label for label in labels if label.row is not None]
    sides = [[label for label in written if label.leftwards is leftwards] for leftwards in (False, True)]
    return [_words(side) for side in sides if side]


def _words(labels: Sequence[Label]) -> Layer:
    data = [{"t": moment(label.mark.when), "h": _height(label), "w": label.text} for label in labels]
    style = {"align": "right", "dx": -4} if labels[0].leftwards else {"align": "left", "dx": 4}
    return layer(data, "text", at(text=WORDS) | _PIXELS, baseline="middle", color=_colour(labels[0]), **style, **HALO)


def _colour(label: Label) -> str:
    return MAIN if label.lever else SOFT


def _height(label: Label) -> float:
    """In pixels, zero being the top of the lines and what is above it negative."""
    return 0 if label.row is None else -8 - label.row * ROW


def _targets(series: Series, page: Frame) -> list[Layer]:
    if not series.targets:
        return []
    places = _apart([target.value for target in series.targets], page.up(ROW))
    data = [
        {"t": moment(page.first), "v": place, "w": shortened(target.label, page.wide)}
        for target, place in zip(series.targets, places, strict=True)
    ]
    return [_text(data, {"baseline": "bottom", "dx": 2, "dy": -4, "color": GOAL})]


def _values(series: Series) -> list[Layer]:
    """Above each point of a line that has very few of them, but the last: its value."""
    few = [line for line in series.lines if line.tone == "main" and 1 < len(line.points) <= FEW]
    earlier = [point for line in few for point in sorted(line.points, key=_end)[:-1]]
    data = [{"t": middle(point), "v": point.value, "w": number(rounded(point.value))} for point in earlier]
    style = {"align": "center", "baseline": "bottom", "dy": -9, "color": SOFT}
    return [layer(data, "text", at(text=WORDS), **style, **HALO)] if data else []


def _end(point: Point) -> tuple[date, date]:
    return point.end, point.start


def _ends(series: Series, page: Frame) -> list[Layer]:
    """After the last point of each line: its value, and below it the name of the line."""
    lines = [line for line in series.lines if line.points]
    if not lines:
        return []
    last = [max(line.points, key=_end) for line in lines]
    rows_of_text = 2 if any(line.label for line in lines) else 1
    places = _apart([point.value for point in last], page.up(rows_of_text * ROW))
    values, names = [], []
    for line, point, place in zip(lines, last, places, strict=True):
        main = line.tone == "main"
        after = moment(point.end) if drawn_as_span(point, line.points) else middle(point)
        room = page.wide + page.padding["right"] - page.across(after) - 10
        values.append({"t": after, "v": place, "w": number(rounded(point.value)), "c": TEXT if main else SOFT})
        names.append({"t": after, "v": place, "w": shortened(line.label, room), "c": MAIN if main else SOFT})
    style = {"baseline": "middle", "dx": 9}
    named = [row for row in names if row["w"]]
    return [_text(values, style | {"fontWeight": 600}), *([_text(named, style | {"dy": 14})] if named else [])]


def _text(data: list[dict[str, Any]], style: dict[str, Any]) -> Layer:
    where = at(text=WORDS) | ({"color": COLOUR} if "c" in data[0] else {})
    return layer(data, "text", where, align="left", **style, **HALO)


def _apart(values: Sequence[float], distance: float) -> list[float]:
    """The values moved upwards as little as it takes to keep them a distance apart."""
    places = list(values)
    order = sorted(range(len(values)), key=lambda rank: values[rank])
    for below, above in pairwise(order):
        places[above] = max(places[above], places[below] + distance)
    return places
