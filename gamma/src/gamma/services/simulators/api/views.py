"""The operations of the API: each reads its request, asks one question, and answers."""

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from gamma.ground.api.reading import json_of
from gamma.ground.api.reading import pieces as body
from gamma.ground.api.refusals import answering, refused
from gamma.ground.api.shapes import Errors
from gamma.services.simulators.api import describing
from gamma.services.simulators.api.asking import BODY, asked, example, named
from gamma.services.simulators.api.batching import batch
from gamma.services.simulators.api.evaluating import evaluated
from gamma.services.simulators.api.metering import Meter, metered
from gamma.services.simulators.api.naming import model_named, rule_named, simulator_named
from gamma.services.simulators.api.sending import Sending, place
from gamma.services.simulators.api.shapes import AskedIn, EvaluatedOut, PageOut, RulesOut, SimulatorOut
from gamma.services.simulators.api.tables import CSV, LINES, PARQUET, table

router = Router(tags=["simulators"])
REFUSALS: dict[int, Any] = {400: Errors, 401: Errors, 409: Errors, 413: Errors, 415: Errors, 422: Errors, 429: Errors}
MODEL = "modele-social"
TABLE = 100 * 2**20
IN_MEMORY = 4 * 2**20
ASKED = {"requestBody": {"required": True, "content": {"application/json": {"schema": AskedIn.model_json_schema()}}}}
EXAMPLE = "salarié . contrat . salaire brut [€/mois]\r\n3000\r\n4500\r\n"
TABLES: dict[str, Any] = {
    CSV: {"schema": {"type": "string", "example": EXAMPLE}},
    LINES: {"schema": {"type": "string"}},
    PARQUET: {"schema": {"type": "string", "format": "binary"}},
}
BATCHED = {"requestBody": {"required": True, "content": TABLES}, "responses": {200: {"content": TABLES}}}


def _json(answer: Any) -> JsonResponse:
    dumping = {"ensure_ascii": False, "allow_nan": False}
    return JsonResponse(answer, safe=False, json_dumps_params=dumping)


@router.get("/", response={200: list[SimulatorOut]})
@answering
def list_simulators(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001 - ninja hands it
    """Every simulator."""
    return _json(describing.listed())


@router.get("/rules", response={200: RulesOut, 422: Errors})
@router.get("/rules/", response={200: RulesOut, 422: Errors}, include_in_schema=False)
@answering
def list_rules(
    request: HttpRequest,  # noqa: ARG001 - ninja hands it
    model: str = MODEL,
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=2000)] = 2000,
) -> HttpResponseBase:
    """The public rules of a model."""
    found = describing.rules(model_named(model).name)
    return _json({"count": len(found), "offset": offset, "rules": found[offset : offset + limit]})


@router.get("/rules/{path:name}", response={200: PageOut, 404: Errors, 422: Errors})
@answering
def show_rule(request: HttpRequest, name: str, model: str = MODEL) -> HttpResponseBase:  # noqa: ARG001 - ninja hands it
    """One rule, by its name « a . b c », its path « a/b-c » or its short name."""
    served = model_named(model).name
    return _json(describing.rule(served, rule_named(served, name, "name", status=404)))


@router.post("/evaluate", response={200: EvaluatedOut, **REFUSALS}, openapi_extra=ASKED)
@answering
def evaluate(request: HttpRequest, explain: bool = False, missing: bool = True) -> HttpResponseBase:
    """The value of expressions in a situation, as `POST /api/v1/evaluate` of Mon-Entreprise gives it.

    `missing=false` leaves `missingVariables` out and is several times faster; `explain=true` adds to each value the
    tree of what it was computed from. Numbers, booleans, texts (`"'CDI'"`) and mechanisms are taken; short names too.
    """

    def work(meter: Meter) -> HttpResponseBase:
        question = asked(json_of(_whole(request), example()))
        model_named(question.model, question.version)
        answer = evaluated(named(question), missing=missing, explain=explain)
        meter.count()
        return _json(answer)

    return metered(request, work)


def _whole(request: HttpRequest) -> bytes:
    """The body of a request in JSON. Raises Refused."""
    media = request.content_type or ""
    if media not in ("application/json", "text/plain", ""):
        told = _("Une demande en « {kind} » n'est pas reçue ici.").format(kind=media[:80])
        raise refused(told, "Content-Type", "application/json", status=415)
    return b"".join(body(request, BODY))


@router.post("/batch", response={200: None, **REFUSALS, 404: Errors}, openapi_extra=BATCHED)
@answering
def run_batch(
    request: HttpRequest,
    targets: Query[list[str]] = [],  # noqa: B006 - never changed
    simulator: str = "",
    model: str = MODEL,
    keep: Query[list[str]] = [],  # noqa: B006
) -> HttpResponseBase:
    """What `targets` are worth in each row of a table: CSV, JSON Lines or Parquet in, the same out, as it comes.

    A column is named by a rule, with the unit of its numbers between brackets: `salarié . contrat . salaire brut
    [€/mois]`. Columns to `keep` are given back as they are. Beside each target stands its state; the last column,
    `erreur`, says what is wrong with a row, which stops no other. `simulator` sets its initial situation.
    """

    def work(meter: Meter) -> HttpResponseBase:
        chosen = simulator_named(simulator) if simulator else None
        with ExitStack() as held:
            held.enter_context(place())
            file = held.enter_context(SpooledTemporaryFile(IN_MEMORY))
            for piece in body(request, TABLE):
                file.write(piece)
            file.seek(0)
            whole = batch(table(request.content_type or "", file), targets, chosen, model, keep)
            sending = Sending(whole, meter, chosen.slug if chosen else "", held.pop_all())
        return StreamingHttpResponse(sending, content_type=whole.table.kind)

    return metered(request, work)


@router.get("/{path:slug}", response={200: SimulatorOut, 404: Errors, 405: None})
@answering
def show_simulator(request: HttpRequest, slug: str) -> HttpResponseBase:  # noqa: ARG001 - ninja hands it
    """One simulator, by its name or a former one. 405: `evaluate` and `batch` are operations, not simulators."""
    return _json(describing.simulator(simulator_named(slug)))
