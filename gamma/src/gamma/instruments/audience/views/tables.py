"""Tables: the counts of a period as they are laid out: on the page, in a picture, in a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gamma.ground.design.charts import Line, Point, Series
from gamma.ground.design.numbers import number, percent, signed
from gamma.instruments.audience.lists import Dimension
from gamma.instruments.audience.queries import Acts, AudiencePage

Row = tuple[Any, ...]
COLUMNS = ("period", "mode", "what", "label", "value", "visits", "low", "high", "year_before")


@dataclass(frozen=True)
class Laid:
    """A table of the page: its title, its columns, its rows."""

    title: str
    columns: list[str]
    rows: list[list[Any]]


def of(page: AudiencePage) -> list[Laid]:
    """The tables of a page, those without rows left out."""
    found = [_totals(page), _acts(page), *(_part(page, one) for one in page.parts)]
    return [one for one in found if one.rows]


def _totals(page: AudiencePage) -> Laid:
    columns = [_("Sur la période"), _("Compté"), _("Un an avant"), _("Évolution")]
    now, before = page.now, page.before
    rows = [
        (_("Visites"), now.total.visits, before.total.visits if before else None),
        (_("Visiteurs différents"), now.visitors, before.visitors if before else None),
        (_("Pages vues"), now.total.views, before.total.views if before else None),
        (_("Visites menant à un geste"), now.total.acting, before.total.acting if before else None),
    ]
    return Laid(
        _("L'essentiel"), columns, [[name, _told(one), _told(old), _change(one, old)] for name, one, old in rows]
    )


def _acts(page: AudiencePage) -> Laid:
    columns = [_("Geste"), _("Fois"), _("Visites"), _("Part des visites"), _("Intervalle à 95 %"), _("Un an avant")]
    old = {one.name: one for one in page.before.acts} if page.before else {}
    rows = [
        [one.label, one.times, one.visits, _rate(one), _bounds(one), _rate(old.get(one.name))] for one in page.now.acts
    ]
    return Laid(_("Les gestes"), columns, rows)


def _part(page: AudiencePage, dimension: Dimension) -> Laid:
    titles = {
        Dimension.SOURCE: (_("D'où viennent les visites"), _("Site")),
        Dimension.PAGE: (_("Les pages"), _("Page")),
        Dimension.EXIT: (_("Les sites où l'on part"), _("Site")),
        Dimension.HOST: (_("Les sites qui intègrent le service"), _("Site")),
    }
    title, label = titles[dimension]
    rows = [[name or _("Les autres"), times, visits] for name, times, visits in page.parts[dimension]]
    if dimension is Dimension.SOURCE:
        return Laid(title, [label, _("Visites")], [[name, visits] for name, _times, visits in rows])
    return Laid(title, [label, _("Fois"), _("Visites")], rows)


def days(page: AudiencePage) -> Laid | None:
    """The visits of each day, if any was counted."""
    if not page.days:
        return None
    return Laid(
        _("Visites par jour"), [_("Jour"), _("Visites")], [[day.isoformat(), visits] for day, visits in page.days]
    )


def series(days: Sequence[tuple[date, int]]) -> Series:
    """The visits of each day, as a line."""
    points = tuple(Point(day, day + timedelta(days=1), visits, day.isoformat()) for day, visits in days)
    return Series(_("Visites par jour"), _("visites"), (Line(points),))


def lines(page: AudiencePage) -> list[Row]:
    """Every count of the page, one a line, in the order of `COLUMNS`."""
    head = (page.now.period.text, page.site.mode)
    return [(*head, *row) for row in [*_total_lines(page), *_act_lines(page), *_part_lines(page)]]


def _total_lines(page: AudiencePage) -> list[Row]:
    now, before = page.now, page.before
    rows = [
        ("visits", now.total.visits, before and before.total.visits),
        ("visitors", now.visitors, before and before.visitors),
        ("views", now.total.views, before and before.total.views),
        ("acting", now.total.acting, before and before.total.acting),
    ]
    return [(what, "", value, "", "", "", old) for what, value, old in rows]


def _act_lines(page: AudiencePage) -> list[Row]:
    old = {one.name: one.times for one in page.before.acts} if page.before else {}
    return [
        (
            "action",
            one.name,
            one.times,
            one.visits,
            *((one.bounds.low, one.bounds.high) if one.bounds else ("", "")),
            old.get(one.name, ""),
        )
        for one in page.now.acts
    ]


def _part_lines(page: AudiencePage) -> list[Row]:
    found = ((dimension, row) for dimension, rows in page.parts.items() for row in rows)
    days = [("day", day.isoformat(), visits, visits, "", "", "") for day, visits in page.days]
    return [(str(one), label, times, visits, "", "", "") for one, (label, times, visits) in found] + days


def _told(value: int | None) -> str:
    return "–" if value is None else number(value)


def _change(now: int | None, before: int | None) -> str:
    return "–" if not before or now is None else f"{signed(100 * (now - before) / before, 1)} %"


def _rate(one: Acts | None) -> str:
    return "–" if one is None or one.rate is None else percent(one.rate, 1)


def _bounds(one: Acts) -> str:
    if one.bounds is None:
        return "–"
    return _("de %(low)s à %(high)s") % {"low": percent(one.bounds.low, 1), "high": percent(one.bounds.high, 1)}
