"""Frame: how much time and how many rows of text a chart must hold, and what room is left for the lines."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from gamma.ground.design.charts.axes import moment, round_numbers, rounded
from gamma.ground.design.charts.shapes import Mark, Series
from gamma.ground.design.charts.theme import ROW, Sheet, breadth, shortened
from gamma.ground.design.numbers import number

A_DAY, MOST_DAYS = timedelta(days=1), timedelta(days=62)
ROWS = 5  # of labels above the lines; what does not fit keeps its mark, and the page lists it


@dataclass(frozen=True)
class Label:
    """A mark with a place: its row above the lines (None when there is no room left), and the side its text goes to."""

    mark: Mark
    text: str
    lever: bool
    row: int | None
    leftwards: bool


@dataclass(frozen=True)
class Frame:
    """What all layers agree upon."""

    sheet: Sheet
    first: date
    last: date
    daily: bool
    ticks: list[float]
    padding: dict[str, float]
    labels: list[Label] = field(default_factory=list)

    @property
    def wide(self) -> float:
        return self.sheet.width - self.padding["left"] - self.padding["right"]

    @property
    def tall(self) -> float:
        return self.sheet.height - self.padding["top"] - self.padding["bottom"]

    def across(self, when: float) -> float:
        """Where a moment is, in pixels."""
        return (when - moment(self.first)) / (moment(self.last) - moment(self.first)) * self.wide

    def up(self, pixels: float) -> float:
        """How much of the axis of numbers a height in pixels is."""
        return pixels / self.tall * (self.ticks[-1] - self.ticks[0])


def frame(series: Series, sheet: Sheet) -> Frame:
    """The frame of a chart."""
    daily = _daily(series)
    first, last = _span(series, daily)
    ticks = round_numbers(_values(series))
    padding = {"left": _left(ticks), "right": _right(series, sheet), "top": 14.0, "bottom": 2.0 * ROW + 8}
    bare = Frame(sheet, first, last, daily, ticks, padding)
    labels = _placed(series, bare)
    rows = max((label.row + 1 for label in labels if label.row is not None), default=0)
    return Frame(sheet, first, last, daily, ticks, padding | {"top": 14.0 + rows * ROW}, labels)


def _values(series: Series) -> list[float]:
    aims = [target.value for target in series.targets]
    above = 1 + 0.08 * len(aims)  # their labels stand above them
    return [point.value for line in series.lines for point in line.points] + [*aims, *(aim * above for aim in aims)]


def _daily(series: Series) -> bool:
    """Whether days are drawn, of two months at most: an axis can then name them."""
    points = [point for line in series.lines for point in line.points]
    starts = [point.start for point in points if point.end - point.start == A_DAY]
    return 1 < len(starts) == len(points) and max(starts) - min(starts) < MOST_DAYS


def _span(series: Series, daily: bool) -> tuple[date, date]:
    points = [point for line in series.lines for point in line.points]
    days = [day for point in points for day in (point.start, point.end)]
    days += [target.due for target in series.targets]
    days += [mark.when for mark in (*series.breaks, *series.levers)]
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 1, 1))
    spare = timedelta(days=15 if (last - first).days < 45 and not daily else 0)
    return first - spare, last + spare


def _left(ticks: list[float]) -> float:
    return 14 + max(breadth(number(round(tick, 9))) for tick in ticks)


def _right(series: Series, sheet: Sheet) -> float:
    """Room for the labels of the lines, which stand after their last point."""
    texts = [
        text for line in series.lines if line.points for text in (line.label, number(rounded(line.points[-1].value)))
    ]
    return min(18 + max((breadth(text) for text in texts), default=0), sheet.width * 0.3)


def _placed(series: Series, page: Frame) -> list[Label]:
    marks = [(mark, False) for mark in series.breaks] + [(mark, True) for mark in series.levers]
    ends = [float("-inf")] * ROWS
    return [_place(mark, lever, page, ends) for mark, lever in sorted(marks, key=lambda pair: pair[0].when)]


def _place(mark: Mark, lever: bool, page: Frame, ends: list[float]) -> Label:
    """The first row where the text does not run into the one before; it goes leftwards near the right edge."""
    at = page.across(moment(mark.when))
    room = page.wide + page.padding["right"] - at - 10
    text = shortened(mark.label, max(room, at, 120))
    leftwards = breadth(text) > room
    start, end = (at - breadth(text) - 6, at + 8) if leftwards else (at, at + breadth(text) + 12)
    row = next((rank for rank, taken in enumerate(ends) if start >= taken), None)
    if row is not None:
        ends[row] = end
    return Label(mark, text, lever, row, leftwards)
