"""The operations of the API: each reads its request, asks one question or one action, and answers."""

import json
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Router
from pydantic import AfterValidator, Field

from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reports import actions
from gamma.cockpit.reports.api import describing, finding
from gamma.cockpit.reports.api.metering import reading, writing
from gamma.cockpit.reports.api.sending import described, differing, held_to, told
from gamma.cockpit.reports.api.shapes import (
    EditionLine,
    EditionOut,
    IndicatorOut,
    ProductOut,
    ProductsOut,
    ReadingIn,
    ReadingOut,
    ReadingsOut,
    SentOut,
)
from gamma.cockpit.reports.models import Key
from gamma.cockpit.reports.opendata import exact
from gamma.cockpit.reports.queries.finding import edition_record, indicator_record
from gamma.cockpit.reports.sending import Differs, Wrong
from gamma.ground.api.refusals import Refused
from gamma.ground.api.shapes import Errors
from gamma.ground.facts import refuse

router = Router(tags=["programme"])
EDITION = "/editions/{slug:edition}"
PRODUCT = f"{EDITION}/products/{{slug:product}}"
INDICATOR = f"{PRODUCT}/indicators/{{slug:indicator}}"
MISSING: dict[int, Any] = {404: Errors, 422: Errors, 429: Errors}
REFUSALS: dict[int, Any] = {400: Errors, 401: Errors, 403: Errors, 409: Errors, 413: Errors, 415: Errors, **MISSING}
SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": ReadingIn.model_json_schema()}}}}
KEYED = {**SENT, "security": [{"Key": []}]}


def _near(value: Any) -> Any:
    """A date that a calendar of ours holds."""
    if not 1900 <= value.year <= 2200:
        raise refuse("date_far", "trop loin")
    return value


Offset = Annotated[int, Field(ge=0, le=10_000_000)]
Limit = Annotated[int, Field(ge=1, le=1_000)]
Day = Annotated[date, AfterValidator(_near)]
Moment = Annotated[datetime, AfterValidator(_near)]


def _json(answer: Any, status: int = 200) -> HttpResponse:
    body = json.dumps(answer, ensure_ascii=False, allow_nan=False, default=exact)
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")


def _today() -> date:
    return timezone.localdate()


@router.get("/editions", response={200: list[EditionLine], 429: Errors})
@reading
def list_editions(request: HttpRequest) -> HttpResponseBase:
    """Every edition, the latest first."""
    rows = Edition.objects.order_by("-starts", "slug")
    return _json([describing.edition_line(row, request.build_absolute_uri) for row in rows])


@router.get(EDITION, response={200: EditionOut, **MISSING})
@reading
def show_edition(request: HttpRequest, edition: str) -> HttpResponseBase:
    """One edition, its sources and its units."""
    return _json(describing.edition_whole(finding.edition(edition), request.build_absolute_uri))


@router.get(f"{EDITION}/products", response={200: ProductsOut, **MISSING})
@reading
def list_products(request: HttpRequest, edition: str, offset: Offset = 0, limit: Limit = 100) -> HttpResponseBase:
    """The products of an edition, in its order."""
    rows = Enrolment.objects.filter(edition=finding.edition(edition)).select_related("edition", "product")
    page = rows.prefetch_related("sponsorships__organisation")[offset : offset + limit]
    items = [describing.product_line(row, request.build_absolute_uri) for row in page]
    return _json({"count": rows.count(), "offset": offset, "items": items})


@router.get(PRODUCT, response={200: ProductOut, **MISSING})
@reading
def show_product(request: HttpRequest, edition: str, product: str) -> HttpResponseBase:
    """One product, its indicators and the figure that stands for each."""
    record = edition_record(finding.enrolment(edition, product), _today())
    return _json(describing.product_whole(record, request.build_absolute_uri))


@router.get(INDICATOR, response={200: IndicatorOut, **MISSING})
@reading
def show_indicator(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponseBase:
    """One indicator: what it counts, what was to be reached, what became of it."""
    found = indicator_record(finding.indicator(edition, product, indicator), _today())
    return _json(describing.indicator_whole(*found, request.build_absolute_uri))


@router.get(f"{INDICATOR}/readings", response={200: ReadingsOut, **MISSING})
@reading
def list_readings(
    request: HttpRequest,
    edition: str,
    product: str,
    indicator: str,
    starts: Day | None = None,
    ends: Day | None = None,
    updated_since: Moment | None = None,
    superseded: bool = False,
    offset: Offset = 0,
    limit: Limit = 200,
) -> HttpResponseBase:
    """Its readings: those of periods that end from `starts` to `ends`, those recorded since `updated_since`.

    `superseded=true` gives those that were corrected or withdrawn as well.
    """
    row = finding.indicator(edition, product, indicator)
    since = timezone.make_aware(updated_since) if updated_since and not updated_since.tzinfo else updated_since
    rows = finding.readings(row, finding.Wanted(starts, ends, since, superseded))
    at = request.build_absolute_uri
    page = rows[offset : offset + limit]
    items = [describing.reading(row.enrolment, row, one, one.superseded, at) for one in page]  # type: ignore[attr-defined]
    return _json({"count": rows.count(), "offset": offset, "items": items})


@router.get(f"{INDICATOR}/readings/{{str:address}}", response={200: ReadingOut, **MISSING})
@reading
def show_reading(request: HttpRequest, edition: str, product: str, indicator: str, address: str) -> HttpResponseBase:
    """The reading in force under an address, which is also that of its page on the site."""
    row = finding.indicator(edition, product, indicator)
    found = finding.reading(row, address)
    return _json(describing.reading(row.enrolment, row, found, False, request.build_absolute_uri))


@router.put(f"{INDICATOR}/readings", response={200: SentOut, 201: SentOut, **REFUSALS}, openapi_extra=KEYED)
@router.post(
    f"{INDICATOR}/readings",
    response={200: SentOut, 201: SentOut, **REFUSALS},
    openapi_extra=KEYED,
    operation_id="post_reading",
)
def send_reading(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponseBase:
    """Record a reading, or correct it, with a key of the product; sent again, the same reading changes nothing.

    Its period and its source name it. Another value than the one recorded is refused (409), unless `reason` says why
    it is corrected: the old value stays readable. PUT and POST do the same.
    """

    def work(key: Key) -> HttpResponseBase:
        held_to(key, edition, product)
        row = finding.own_indicator(key.enrolment, indicator)
        try:
            found = actions.receive_reading(described(request), indicator=row, key=key, today=_today())
        except Wrong as wrong:
            raise Refused(told(wrong.fault, wrong.field)) from None
        except Differs as differs:
            raise Refused(differing(differs), status=409) from None
        sent = describing.reading(key.enrolment, row, found.reading, False, request.build_absolute_uri)
        return _json({"outcome": found.outcome, "reading": sent}, 201 if found.outcome == "new" else 200)

    return writing(request, work)
