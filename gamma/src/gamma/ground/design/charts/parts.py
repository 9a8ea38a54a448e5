"""Parts: which points of a line follow one another, and which speak of a longer time than their neighbours."""

from collections.abc import Sequence

from gamma.ground.design.charts.shapes import Point


def parts(points: Sequence[Point]) -> list[list[Point]]:
    """The points cut where a period is missing, or where a year stands next to a month."""
    found: list[list[Point]] = []
    for point in sorted(points, key=lambda point: (point.start, point.end)):
        if found and not drawn_as_span(point, points) and _follows(found[-1][-1], point):
            found[-1].append(point)
        else:
            found.append([point])
    return found


def drawn_as_span(point: Point, points: Sequence[Point]) -> bool:
    """Whether a point is drawn over the whole of its days: it lasts longer than others beside it, or than a season."""
    shortest = min(_days(other) for other in points)
    return _days(point) > 100 or _days(point) > 2 * max(shortest, 15)


def _follows(before: Point, after: Point) -> bool:
    if _days(before) <= 1 and _days(after) <= 1:
        return True  # a stock goes on between two counts of it
    alike = max(_days(before), _days(after)) <= 2 * min(_days(before), _days(after))
    return alike and (after.start - before.end).days <= _days(before) / 2


def _days(point: Point) -> int:
    return (point.end - point.start).days
