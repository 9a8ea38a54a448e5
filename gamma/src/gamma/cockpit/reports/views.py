"""Views: who may read what — everyone, everything published; each asks one query and lays it out."""

import hashlib
import json
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.access import Right, enrolments_with, links_at
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.programme.queries import enrolment_named
from gamma.cockpit.reports import charts, opendata, queries
from gamma.ground.design.shapes import Crumb

ANYWHERE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """The editions of the programme."""
    return render(request, "reports/editions.html", {"editions": queries.editions(_today())})


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The editions side by side."""
    crumbs = [Crumb(_("Éditions"), reverse("reports:editions")), Crumb(_("Comparaison"))]
    return render(request, "reports/comparison.html", {"columns": queries.comparison(_today()), "crumbs": crumbs})


@require_safe
def board(request: HttpRequest, edition: str) -> HttpResponse:
    """An edition: who needs help first, then every product."""
    row = get_object_or_404(queries.edition_named(edition))
    asked = queries.Asked.of(request.GET.dict())
    found = queries.board(row, asked, _today(), enrolments_with(request, Right.CHECKIN_SEE, row))
    return render(request, "reports/board.html", {"board": found, "work": links_at(request, edition)})


@require_safe
def product(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """A product in an edition."""
    row = get_object_or_404(enrolment_named(edition, product))
    about = {"product": queries.product_page(row, _today()), "work": links_at(request, edition, product)}
    return render(request, "reports/product.html", about)


@require_safe
def indicator(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """An indicator and its history."""
    row = _indicator(edition, product, indicator)
    return render(request, "reports/indicator.html", {"sheet": queries.sheet(row, _today())})


@require_safe
def reading(request: HttpRequest, edition: str, product: str, indicator: str, address: str) -> HttpResponse:
    """Where one figure comes from."""
    found = queries.provenance(_indicator(edition, product, indicator), address, _today())
    if found is None:
        raise Http404
    return render(request, "reports/reading.html", {"reading": found})


@require_safe
def sources(request: HttpRequest, edition: str) -> HttpResponse:
    """What the figures of an edition were read in."""
    row = get_object_or_404(queries.edition_named(edition))
    return render(request, "reports/sources.html", {"sources": queries.sources_page(row)})


@require_safe
def source(request: HttpRequest, edition: str, source: str) -> HttpResponse:
    """A source, and every figure taken from it."""
    row = get_object_or_404(queries.source_named(edition, source))
    return render(request, "reports/source.html", {"source": queries.source_page(row, request.GET.get("page", "1"))})


@require_safe
def data(request: HttpRequest, edition: str) -> HttpResponse:
    """The open data of an edition."""
    row = get_object_or_404(queries.edition_named(edition))
    return render(request, "reports/data.html", {"data": queries.data_page(row, request.GET.get("page", "1"))})


@require_safe
def season_file(request: HttpRequest, edition: str, name: str) -> HttpResponse:
    """The season file of an edition, which loads elsewhere; not made on request where it would weigh too much."""
    row = _portable(edition, name)
    return _file(request, opendata.as_season(row), "application/yaml; charset=utf-8")


@require_safe
def package(request: HttpRequest, edition: str, name: str) -> HttpResponse:
    """The same facts as a Frictionless package: tables that any tool reads."""
    return _file(request, opendata.as_package(_portable(edition, name)), "application/zip")


@require_safe
def indicator_csv(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Every reading of an indicator, as a table."""
    _record, track = queries.indicator_record(_indicator(edition, product, indicator), _today())
    return _file(request, opendata.as_csv(track), "text/csv; charset=utf-8")


@require_safe
def indicator_json(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """An indicator with its definitions, targets and readings."""
    found = queries.indicator_record(_indicator(edition, product, indicator), _today())
    return _file(request, opendata.as_json(*found), "application/json")


@require_safe
def site_stats(request: HttpRequest) -> HttpResponse:
    """The figures of the last edition, by the convention `/stats.json`."""
    return _stats(request, queries.site_stats(_today()))


@require_safe
def product_stats(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """The figures of a product, by the same convention."""
    return _stats(request, queries.product_stats(get_object_or_404(enrolment_named(edition, product)), _today()))


@require_safe
def chart(request: HttpRequest, edition: str, product: str, indicator: str, shows: str) -> HttpResponse:
    """The chart of an indicator; `?etroit` for a phone."""
    row = _indicator(edition, product, indicator)
    svg = charts.picture(row, shows, "etroit" in request.GET, _today())
    if not svg:
        raise Http404
    return _file(request, svg, "image/svg+xml")


def _today() -> date:
    return timezone.localdate()


def _indicator(edition: str, product: str, indicator: str) -> Indicator:
    return get_object_or_404(queries.indicator_named(edition, product, indicator))


def _portable(edition: str, name: str) -> Edition:
    row = get_object_or_404(queries.edition_named(edition))
    if name != edition or not queries.portable(row):
        raise Http404
    return row


def _stats(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    return _file(request, json.dumps(told, ensure_ascii=False, default=opendata.exact), "application/json")


def _file(request: HttpRequest, content: str | bytes, kind: str) -> HttpResponse:
    """A file that any site may use, and that is not sent again to who has it."""
    body = content.encode() if isinstance(content, str) else content
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "public, no-cache"}
    response = HttpResponse(body, content_type=kind, headers=headers)
    answer = get_conditional_response(request, etag=etag, response=response) or response
    for name, value in ANYWHERE.items():
        answer.headers[name] = value
    return answer
