"""Forecast: what was expected of each stage of the funnel, month by month, beside what was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gamma.cockpit.indicators.lists import Aggregation, Stage
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.indicators.queries import Track, tracks
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews.models import Forecast
from gamma.ground.periods import Window, add_months, span

MONTHS = 6
ADDS = (Stage.DISCOVERY, Stage.ACQUISITION, Stage.ACTIVATION)
TOLD_BY_MONTH = (Window.MONTH, Window.INSTANT, Window.ROLLING, Window.SINCE_START)


@dataclass(frozen=True)
class Cell:
    """A month of a stage. `to_date` is the ratio of all months read so far, in percent like `ratio`."""

    month: str
    expected: Decimal | None
    actual: Decimal | None
    to_date: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        return None if self.actual is None or self.expected is None else self.actual - self.expected

    @property
    def ratio(self) -> Decimal | None:
        return None if self.actual is None or not self.expected else self.actual / self.expected * 100


@dataclass(frozen=True)
class Row:
    """A stage. `adds` says whether its months make a total: the same person may come back, a share never adds up."""

    stage: Stage
    means: str
    indicator: Indicator | None
    name: dict[str, str]
    cells: list[Cell]
    adds: bool

    @property
    def share(self) -> bool:
        """Whether its cells are percentages."""
        return self.stage == Stage.RECOMMENDATION

    @property
    def expected(self) -> Decimal | None:
        return _sum(cell.expected for cell in self.cells) if self.adds else None

    @property
    def actual(self) -> Decimal | None:
        return _sum(cell.actual for cell in self.cells) if self.adds else None


@dataclass(frozen=True)
class Table:
    """The stages in the order of the funnel, over the first six months of the edition."""

    months: list[str]
    rows: list[Row]

    @property
    def empty(self) -> bool:
        return not any(cell.expected is not None for row in self.rows for cell in row.cells)


def table(enrolment: Enrolment) -> Table:
    """The forecast of a product beside its readings."""
    months = months_of(enrolment)
    kept = {row.stage: row for row in enrolment.forecasts.select_related("indicator")}
    read = {row.indicator.pk: row for row in tracks(Indicator.objects.filter(pk__in=_indicators(kept.values())))}
    return Table(months, [_row(stage, kept.get(stage), read, months) for stage in Stage])


def months_of(enrolment: Enrolment) -> list[str]:
    """The six months a forecast is about: the first ones of the edition."""
    if not enrolment.edition.starts:
        return []
    first = span(enrolment.edition.starts)[0]
    return [f"{add_months(first, step):%Y-%m}" for step in range(MONTHS)]


def _indicators(rows: Iterable[Forecast]) -> list[int]:
    return [row.indicator_id for row in rows if row.indicator_id]


def _row(stage: Stage, kept: Forecast | None, read: dict[int, Track], months: list[str]) -> Row:
    track = read.get(kept.indicator_id) if kept and kept.indicator_id else None
    actual = _actual(track) if track else {}
    pairs = [(month, kept.expected(month) if kept else None, actual.get(month)) for month in months]
    adds = stage in ADDS and (track is None or track.definition.aggregation == Aggregation.SUM)
    return Row(
        stage=stage,
        means=kept.means if kept else "",
        indicator=track.indicator if track else None,
        name=track.definition.name if track else {},
        cells=[Cell(*pair, _to_date(pairs[: step + 1]) if adds else None) for step, pair in enumerate(pairs)],
        adds=adds,
    )


def _actual(track: Track) -> dict[str, Decimal]:
    """What was read of each month, by the series of the indicator; weeks and years tell nothing of a month."""
    if track.definition.span_window not in TOLD_BY_MONTH:
        return {}
    return {f"{row.ends_on:%Y-%m}": row.value for row in track.series if row.ends_on and row.value is not None}


def _to_date(pairs: list[tuple[str, Decimal | None, Decimal | None]]) -> Decimal | None:
    """The share of what was expected that was read, over the months told of both; None for a month not read."""
    if pairs[-1][2] is None:
        return None
    both = [(expected, actual) for _month, expected, actual in pairs if expected is not None and actual is not None]
    whole = sum((expected for expected, _actual in both), Decimal(0))
    return sum((actual for _expected, actual in both), Decimal(0)) / whole * 100 if whole else None


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
