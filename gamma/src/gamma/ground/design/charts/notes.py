"""Notes: the words written on a line chart, beside what they speak of."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from gamma.ground.design.charts.axes import middle, moment
from gamma.ground.design.charts.drawing import rows
from gamma.ground.design.charts.frame import Frame, Label
from gamma.ground.design.charts.shapes import Series
from gamma.ground.design.charts.theme import GOAL, MAIN, ROW, SOFT, TEXT, shortened
from gamma.ground.design.numbers import number

HALO = {"stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round"}


def marks(page: Frame) -> list[Any]:
    """Breaks and levers: an upright line from the words to the axis; a break is dashed, for the measure is cut."""
    return [layer for lever in (False, True) for layer in _marks([x for x in page.labels if x.lever is lever], page)]


def labels(series: Series, page: Frame) -> list[Any]:
    """What each target is, what each line is and where it ends."""
    return [*_targets(series, page), *_ends(series, page)]


def _marks(labels: Sequence[Label], page: Frame) -> list[Any]:
    if not labels:
        return []
    import altair as alt

    colour, dash = (MAIN, [1, 0]) if labels[0].lever else (SOFT, [2, 3])
    data = [{"t": moment(label.mark.when), "h": _height(label)} for label in labels]
    height = alt.Y("h:Q", scale=None, axis=None)
    found = [
        rows(data).mark_rule(color=colour, strokeDash=dash).encode(x="t:T", y=height, y2=alt.value(page.tall)),
    ]
    for leftwards in (False, True):
        found += _words([x for x in labels if x.row is not None and x.leftwards is leftwards], height, colour)
    return found


def _words(labels: Sequence[Label], height: Any, colour: str) -> list[Any]:
    if not labels:
        return []
    data = [{"t": moment(label.mark.when), "h": _height(label), "w": label.text} for label in labels]
    align, dx = ("right", -4) if labels[0].leftwards else ("left", 4)
    style = {"align": align, "dx": dx, "baseline": "middle", "color": colour}
    return [rows(data).mark_text(**style, **HALO).encode(x="t:T", y=height, text="w:N")]


def _height(label: Label) -> float:
    """In pixels, zero being the top of the lines and what is above it negative."""
    return 0 if label.row is None else -8 - label.row * ROW


def _targets(series: Series, page: Frame) -> list[Any]:
    if not series.targets:
        return []
    places = _apart([target.value for target in series.targets], page.up(ROW))
    data = [
        {"t": moment(page.first), "v": place, "w": shortened(target.label, page.wide)}
        for target, place in zip(series.targets, places, strict=True)
    ]
    style = {"align": "left", "baseline": "bottom", "dx": 2, "dy": -4, "color": GOAL}
    return [rows(data).mark_text(**style, **HALO).encode(x="t:T", y="v:Q", text="w:N")]


def _ends(series: Series, page: Frame) -> list[Any]:
    """After the last point of each line: its value, and below it the name of the line."""
    lines = [line for line in series.lines if line.points]
    last = [max(line.points, key=lambda point: (point.end, point.start)) for line in lines]
    rows_of_text = 2 if any(line.label for line in lines) else 1
    places = _apart([point.value for point in last], page.up(rows_of_text * ROW))
    found: list[Any] = []
    for line, point, place in zip(lines, last, places, strict=True):
        colour = MAIN if line.tone == "main" else SOFT
        room = page.wide + page.padding["right"] - page.across(middle(point)) - 10
        data = [{"t": middle(point), "v": place, "w": number(point.value)}]
        style = {"align": "left", "baseline": "middle", "dx": 9, "color": TEXT if line.tone == "main" else SOFT}
        found.append(_text(data, style | {"fontWeight": 600}))
        if line.label:
            data = [{"t": middle(point), "v": place, "w": shortened(line.label, room)}]
            found.append(_text(data, style | {"dy": 14, "color": colour}))
    return found


def _text(data: list[dict[str, Any]], style: dict[str, Any]) -> Any:
    return rows(data).mark_text(**style, **HALO).encode(x="t:T", y="v:Q", text="w:N")


def _apart(values: Sequence[float], distance: float) -> list[float]:
    """The values moved upwards as little as it takes to keep them a distance apart."""
    places = list(values)
    order = sorted(range(len(values)), key=lambda rank: values[rank])
    for below, above in pairwise(order):
        places[above] = max(places[above], places[below] + distance)
    return places
