"""Views of the forecast of a product: the table beside what was read, the same to fill in, the same to take away."""

import csv
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.indicators.lists import Stage
from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews import actions, queries
from gamma.cockpit.reviews.queries.forecast import months_of
from gamma.cockpit.reviews.sheets import ForecastForm
from gamma.cockpit.reviews.views.around import enrolment_at, to, way
from gamma.ground import wording
from gamma.ground.accounts.queries import person_of
from gamma.ground.figures import plain
from gamma.ground.forms.editing import Page, State, edit
from gamma.ground.texts import chosen

FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADER = ["stage", "month", "expected", "actual", "gap", "ratio_percent", "ratio_to_date_percent", "means"]


@allowed(Right.SPONSOR_SEE)
@require_safe
def forecast(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """The forecast beside what was read."""
    kept = enrolment_at(edition, product)
    title = _("Tableau prévisionnel d'impact")
    about = {
        "enrolment": kept,
        "table": queries.table(kept),
        "title": title,
        "writes": may(request, Right.PRODUCT_WRITE, edition, product),
        "crumbs": way(request, kept, (title, "")),
    }
    return render(request, "reviews/forecast.html", about)


@allowed(Right.SPONSOR_SEE)
@require_safe
def csv_file(request: HttpRequest, edition: str, product: str) -> HttpResponse:  # noqa: ARG001 - who may is declared
    """The forecast as a file, a line for each stage and month."""
    found = queries.table(enrolment_at(edition, product))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="previsions-{edition}-{product}.csv"'
    lines = csv.writer(response)
    lines.writerow(HEADER)
    for row in found.rows:
        for cell in row.cells:
            figures = (cell.expected, cell.actual, cell.gap, cell.ratio, cell.to_date)
            lines.writerow([row.stage.value, cell.month, *map(_written, figures), _safe(row.means)])
    return response


@allowed(Right.PRODUCT_WRITE, Right.PRODUCT_WRITE)
def write(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Fill in the forecast."""
    kept = enrolment_at(edition, product)
    back = to("forecast", kept)
    months = {month: wording.partial(month) for month in months_of(kept)}
    page = Page(
        _("Remplir le tableau prévisionnel"),
        _("Enregistrer les prévisions"),
        back,
        _("Les prévisions sont enregistrées."),
        _("Combien de personnes à chaque étape, mois par mois, et par quels moyens ?"),
        kept.product.name,
        way(request, kept, (_("Tableau prévisionnel d'impact"), back), (_("Remplir"), "")),
        {"layout": "reviews/parts/cells.html", "months": list(months.values())},
    )

    def save(form: ForecastForm) -> None:
        actions.write_forecast(kept, form.described, by=person_of(request))

    state = State(_said(kept, list(months)))
    return edit(request, ForecastForm, save, page, state=state, months=months, indicators=_indicators(kept))


def _said(enrolment: Enrolment, months: list[str]) -> dict[str, object]:
    kept = {row.stage: row for row in enrolment.forecasts.select_related("indicator")}
    said: dict[str, object] = {}
    for stage in Stage:
        row = kept.get(stage)
        said |= {f"{stage.value}_{month}": row.months.get(month) if row else None for month in months}
        said[f"indicator_{stage.value}"] = row.indicator.slug if row and row.indicator else None
        said[f"means_{stage.value}"] = row.means if row else ""
    return said


def _indicators(enrolment: Enrolment) -> list[tuple[str, str]]:
    rows = enrolment.indicators.prefetch_related("definitions")
    return [(row.slug, chosen(list(row.definitions.all())[-1].name)) for row in rows]


def _written(value: Decimal | None) -> str:
    return "" if value is None else f"{plain(round(value, 2)):f}"


def _safe(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
