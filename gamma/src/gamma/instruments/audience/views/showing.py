"""Showing: the audience of a product over a period, as a page, a picture, a table to take away."""

import csv
import io
import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.ground.design.charts import line_svg
from gamma.ground.design.shapes import Crumb
from gamma.instruments.audience import queries
from gamma.instruments.audience.lists import Mode
from gamma.instruments.audience.phrases import mode_said
from gamma.instruments.audience.views import around, tables


@allowed(Right.PRODUCT_SEE)
@require_safe
def product(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """The audience of a product in the first mode that it is measured in, or how to begin."""
    enrolment = around.enrolment_of(edition, product)
    site = queries.sites_of(product).first()
    if site:
        return redirect("audience:site", edition, product, site.mode)
    words = {"enrolment": enrolment, "crumbs": around.crumbs(enrolment)}
    return render(request, "audience/none.html", {**words, "may_write": _may_write(request, edition, product)})


@allowed(Right.PRODUCT_SEE)
@require_safe
def site(request: HttpRequest, edition: str, product: str, mode: str) -> HttpResponse:
    """The audience of a product in a mode: visits, visitors, gestures, where from, which pages; and a year before."""
    enrolment = around.enrolment_of(edition, product)
    row = around.site_of(enrolment, mode)
    period, fault = around.asked(request, timezone.localdate())
    page = queries.audience_page(row, period)
    words = {
        "enrolment": enrolment,
        "page": page,
        "fault": fault,
        "tables": tables.of(page),
        "days": tables.days(page),
        "mode": mode_said(Mode(row.mode)),
        "others": [(one.mode, mode_said(Mode(one.mode))) for one in queries.sites_of(product) if one.pk != row.pk],
        "may_write": _may_write(request, edition, product),
        "crumbs": around.crumbs(enrolment, Crumb(mode_said(Mode(row.mode)))),
    }
    return render(request, "audience/site.html", words)


@allowed(Right.PRODUCT_SEE)
@require_safe
def picture(request: HttpRequest, edition: str, product: str, mode: str) -> HttpResponse:
    """The visits of each day, drawn; the page gives the same as a table."""
    row = around.site_of(around.enrolment_of(edition, product), mode)
    period, _fault = around.asked(request, timezone.localdate())
    days = queries.daily(row, *queries.days_of(period))
    if not days:
        raise Http404
    drawn = line_svg(tables.series(days), narrow="etroit" in request.GET)
    return HttpResponse(drawn, headers={"Content-Type": "image/svg+xml"})


@allowed(Right.PRODUCT_SEE)
@require_safe
def data(request: HttpRequest, edition: str, product: str, mode: str, format: str) -> HttpResponse:
    """The same counts as CSV, one a line, or as JSON."""
    row = around.site_of(around.enrolment_of(edition, product), mode)
    period, _fault = around.asked(request, timezone.localdate())
    if format not in WRITTEN:
        raise Http404
    kind, write = WRITTEN[format]
    name = slugify(f"audience-{product}-{mode}-{period.text.replace('/', '-')}")
    headers = {"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}.{format}"'}
    return HttpResponse(write(tables.lines(queries.audience_page(row, period))), headers=headers)


def _csv(lines: list[tables.Row]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([tables.COLUMNS, *lines])
    return written.getvalue()


def _json(lines: list[tables.Row]) -> str:
    return json.dumps([dict(zip(tables.COLUMNS, line, strict=True)) for line in lines], ensure_ascii=False, default=str)


WRITTEN = {"csv": ("text/csv; charset=utf-8", _csv), "json": ("application/json", _json)}


def _may_write(request: HttpRequest, edition: str, product: str) -> bool:
    return may(request, Right.READING_WRITE, edition, product)
