"""The charts of a bilan, from its pieces."""

from decimal import Decimal

from gamma.cockpit.programme.lists import LeverKind
from gamma.cockpit.reports import drawing
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.content import IndicatorPiece, ProductPiece
from gamma.cockpit.reports.drawing import Drawn, Spot
from gamma.ground.design.charts import Bars, Series
from gamma.ground.texts import chosen


def line(known: Lookup, part: ProductPiece, row: IndicatorPiece) -> Series:
    """The series of an indicator, over the season."""
    before = {change.reading: change.before for change in row.changes}
    return drawing.line(
        Drawn(
            name=chosen(row.definition.name),
            unit=row.definition.unit,
            spots=[_spot(known, key) for key in row.series],
            before={rank: _spot(known, before[key]) for rank, key in enumerate(row.series) if key in before},
            goals=[
                (value, target.due)
                for target in row.targets
                if target.version == row.definition.version
                for value in (target.value, target.low, target.high)
                if value is not None
            ],
            since=[definition.since for definition in row.definitions[1:]],
            levers=[(str(LeverKind(lever.kind).label), lever.starts) for lever in part.levers],
        )
    )


def changes(known: Lookup, row: IndicatorPiece) -> Bars:
    """The change on the year before, period by period."""
    found = [(known.readings[change.reading][1].period, change.percent) for change in row.changes]
    return drawing.changes(chosen(row.definition.name), found)


def _spot(known: Lookup, key: str) -> Spot:
    reading = known.readings[key][1]
    return Spot(reading.period, reading.value or Decimal(0), reading.precision, reading.tool)
