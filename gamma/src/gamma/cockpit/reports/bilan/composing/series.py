"""The series of a product: a chart with its table, the change on a year, the sums that give a published figure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gamma.cockpit.reports.bilan.composing import drawing
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.content import ChangePiece, IndicatorPiece, ProductPiece, TotalPiece
from gamma.cockpit.reports.bilan.document import (
    Block,
    Bullets,
    Chart,
    Heading,
    Quoted,
    Row,
    Runs,
    Table,
    anchor,
)
from gamma.cockpit.reports.drawing import FEWEST
from gamma.ground.design.numbers import NARROW, number, signed
from gamma.ground.texts import chosen


def blocks(known: Lookup, part: ProductPiece) -> Iterator[Block]:
    """The series that can be drawn, then what can be computed of them."""
    drawn = [row for row in part.indicators if len(row.series) >= FEWEST]
    if drawn:
        yield Heading(3, _("L'évolution"), f"{part.slug}:evolution")
    for row in drawn:
        yield _chart(known, part, row)
        if len(row.changes) >= FEWEST:
            yield _year_on_year(known, part, row)
    totals = [_total(known, part, total) for row in part.indicators for total in row.totals]
    if totals:
        yield Heading(3, _("Recalculé à partir des séries"), f"{part.slug}:recalcul")
        yield Bullets(tuple(totals))


def _chart(known: Lookup, part: ProductPiece, row: IndicatorPiece) -> Chart:
    shape = drawing.line(known, part, row)
    rows = tuple(Row(((known.period(key),), (known.reading(key),))) for key in row.series)
    table = Table(shape.title, (_("Période"), _("Relevé")), rows, numeric=(1,))
    return Chart(f"{part.slug}-{row.slug}", shape, _support(part, row), table, given=anchor(row.series[0]))


def _support(part: ProductPiece, row: IndicatorPiece) -> str:
    """An evidence series says what it stands beside."""
    supported = next((other for other in part.indicators if other.slug == row.supports), None)
    if row.followed or supported is None:
        return chosen(row.definition.origin)
    pattern = _("Série à l'appui de « %(name)s », qui n'est pas elle-même un indicateur suivi. %(origin)s")
    return pattern % {"name": chosen(supported.definition.name), "origin": chosen(row.definition.origin)}


def _year_on_year(known: Lookup, part: ProductPiece, row: IndicatorPiece) -> Chart:
    shape = drawing.changes(known, row)
    columns = (_("Période"), _("Relevé"), _("Un an avant"), _("Sur un an"), _("À savoir"))
    rows = tuple(_change(known, change) for change in row.changes)
    table = Table(shape.title, columns, rows, numeric=(1, 2, 3))
    return Chart(f"{part.slug}-{row.slug}-sur-un-an", shape, "", table)


def changed(change: ChangePiece) -> Quoted:
    """A change on the year before."""
    said = signed(change.percent, 0) + NARROW + "%"
    return Quoted(said, f"{change.reading}/year-on-year", f"#{anchor(change.reading)}")


def summed(total: TotalPiece) -> Quoted:
    """What the sum of a series gives for a published figure."""
    return Quoted(number(total.value), f"{total.published}/recomputed", f"#{anchor(total.readings[-1])}")


def _change(known: Lookup, change: ChangePiece) -> Row:
    pattern = _("l'outil de mesure a changé entre les deux, de %(before)s à %(after)s")
    across = pattern % dict(zip(("before", "after"), change.across, strict=True)) if change.across else "–"
    return Row(
        (
            (known.period(change.reading),),
            (known.reading(change.reading),),
            (known.reading(change.before),),
            (changed(change),),
            (across,),
        )
    )


def _total(known: Lookup, part: ProductPiece, total: TotalPiece) -> Runs:
    """A published figure beside the sum that gives it."""
    series = known.name(f"{part.slug}/{total.series}")
    first, last = known.period(total.readings[0]), known.period(total.readings[-1])
    pattern = _(" : la somme de la série « %(series)s », de %(first)s à %(last)s, donne ")
    return (
        known.reading(total.published),
        f" ({known.period(total.published)})",
        pattern % {"series": series, "first": first, "last": last},
        summed(total),
        ".",
    )
