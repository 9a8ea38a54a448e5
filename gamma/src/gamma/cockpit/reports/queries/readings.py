"""Readings: a chart with its table, each figure leading to where it comes from."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import Change
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reports import charts, phrases
from gamma.cockpit.reports.queries import links, words
from gamma.cockpit.reports.records import Record
from gamma.ground.design.charts.words import about_bars, about_series
from gamma.ground.design.numbers import number, percent, signed
from gamma.ground.texts import chosen

Cell = str | Decimal | None


@dataclass(frozen=True)
class Chart:
    """What the component `series` takes."""

    title: str
    src: str
    alt: str
    caption: str
    columns: list[str]
    rows: list[list[Cell]]
    csv: str


def chart(record: Record, track: Track, whole: bool = False) -> Chart | None:
    """The series of an indicator, over the season or over all its time."""
    found = charts.drawn(record, track, whole)
    if found is None:
        return None
    place = (record.enrolment, track.indicator)
    return Chart(
        title=found.series.title,
        src=links.to_indicator(*place, "chart" if whole else "season-chart"),
        alt=about_series(found.series),
        caption=chosen(track.definition.origin),
        columns=_columns(found, track),
        rows=[_row(*place, reading, found) for reading in found.readings],
        csv=links.to_indicator(*place, "csv"),
    )


def changes_chart(record: Record, track: Track) -> Chart | None:
    """The change on a year before, month by month; across two tools it is said so."""
    bars = charts.changes(record, track)
    if bars is None:
        return None
    place = (record.enrolment, track.indicator)
    return Chart(
        title=bars.title,
        src=links.to_indicator(*place, "changes-chart"),
        alt=about_bars(bars),
        caption=_("Pour les périodes de l'édition, chacune comparée à la même un an plus tôt."),
        columns=[_("Période"), _("Relevé"), _("Un an avant"), _("Sur un an"), _("À savoir")],
        rows=[_change(*place, change) for change in record.changes(track)],
        csv="",
    )


def linked(enrolment: Enrolment, indicator: Indicator, reading: Reading, bare: bool = False) -> str:
    """A figure in a table, which leads to where it comes from; `bare` where the column gives its unit."""
    told = phrases.amount(
        reading.value, {} if bare else words.names(reading.definition), reading.precision, reading.text
    )
    return format_html('<a href="{}">{}</a>', links.to_reading(enrolment, indicator, reading), told)


def _columns(found: charts.Drawn, track: Track) -> list[str]:
    unit = phrases.unit(words.names(track.definition)) or _("Relevé")
    return [_("Période"), unit[0].upper() + unit[1:]] + ([_("Un an avant")] if found.before else [])


def _row(enrolment: Enrolment, indicator: Indicator, reading: Reading, found: charts.Drawn) -> list[Cell]:
    cells: list[Cell] = [phrases.period(reading.period), linked(enrolment, indicator, reading, bare=True)]
    if found.before:
        before = found.before.get(reading.pk)
        cells.append(number(before.value) if before and before.value is not None else "–")
    return cells


def _change(enrolment: Enrolment, indicator: Indicator, change: Change) -> list[Cell]:
    pattern = _("l'outil de mesure a changé entre les deux, de %(before)s à %(after)s")
    across = pattern % dict(zip(("before", "after"), change.across, strict=True)) if change.across else "–"
    return [
        phrases.period(change.reading.period),
        linked(enrolment, indicator, change.reading),
        linked(enrolment, indicator, change.before),
        sign(change.percent),
        across,
    ]


def sign(value: Decimal) -> str:
    """A change in percent, with its sign: "+77 %", "−12 %"."""
    rounded = value.quantize(Decimal(1))
    return percent(rounded).replace(number(rounded), signed(rounded), 1)
