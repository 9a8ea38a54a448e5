"""Views: a simulation as a file, and its link on the server. Nobody is known: who has the link may delete it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gamma.ground import texts
from gamma.ground.design.shapes import Crumb
from gamma.services.simulators import actions, addresses, queries
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.keeping import links, papers, sheets
from gamma.services.simulators.keeping.links import Kept
from gamma.services.simulators.keeping.taking import Taken, taken
from gamma.services.simulators.rules import model

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def paper(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """The simulation of the address as a PDF."""
    return _file(papers.printed(_taken(request, simulator)), "application/pdf", "inline", f"{_name(simulator)}.pdf")


@require_safe
def sheet(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """The simulation of the address as an Excel workbook."""
    return _file(sheets.written(_taken(request, simulator)), EXCEL, "attachment", f"{_name(simulator)}.xlsx")


@never_cache
@reads_and_writes
def keep(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """What is kept and for how long, with the form that does it; then the link."""
    simulation = addresses.read(simulator, dict(request.GET.lists())).simulation
    refusal, address = links.refusal(simulation), addresses.write(simulation)
    if request.method == "POST" and not refusal:
        rules = str(model(simulator.model))
        saved = actions.keep(simulator=simulator.slug, address=address, model=rules, on=localdate())
        return HttpResponseRedirect(reverse("simulators:forget", args=[saved.token]))
    told = {"refusal": refusal, "address": address, "until": actions.expiry(localdate())}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return _page(request, "simulators/keeping/keep.html", status, simulator, **told)


@never_cache
@require_safe
def kept(request: HttpRequest, token: str) -> HttpResponse:
    """The simulation of a link: its page, or first what has changed in the rules since."""
    found = _found(token)
    if found is None:
        return _gone(request, token)
    if found.changed:
        return _page(request, "simulators/keeping/changed.html", HTTPStatus.OK, found.simulator, kept=found)
    return _unlisted(HttpResponseRedirect(found.address))


@never_cache
@reads_and_writes
def forget(request: HttpRequest, token: str) -> HttpResponse:
    """The link to copy, until when it holds, and the form that deletes it."""
    found = _found(token)
    if found is None:
        return _gone(request, token)
    if request.method == "POST":
        actions.forget(token=token)
        return _page(request, "simulators/keeping/forgotten.html", HTTPStatus.OK, found.simulator, kept=found)
    link = request.build_absolute_uri(reverse("simulators:kept", args=[token]))
    return _page(request, "simulators/keeping/saved.html", HTTPStatus.OK, found.simulator, kept=found, link=link)


def _taken(request: HttpRequest, simulator: Simulator) -> Taken:
    arrival = addresses.read(simulator, dict(request.GET.lists()))
    page, query = reverse("simulators:page", args=[simulator]), addresses.write(arrival.simulation)
    return taken(arrival, request.build_absolute_uri(f"{page}?{query}" if query else page), localtime())


def _name(simulator: Simulator) -> str:
    return f"{simulator.slug.replace('/', '-')}-{localdate():%Y-%m-%d}"


def _file(body: bytes, mime: str, place: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=mime)
    response.headers["Content-Disposition"] = content_disposition_header(place == "attachment", name) or place
    return _unlisted(response)


def _found(token: str) -> Kept | None:
    saved = queries.saved(token, on=localdate())
    return links.found(saved) if saved else None


def _gone(request: HttpRequest, token: str) -> HttpResponse:
    """The link is past its day, or its simulator is: 410; it was never there, or was deleted: 404."""
    status = HTTPStatus.GONE if queries.known(token) else HTTPStatus.NOT_FOUND
    return _page(request, "simulators/keeping/gone.html", status, None)


def _page(
    request: HttpRequest, template: str, status: HTTPStatus, simulator: Simulator | None, **context: object
) -> HttpResponse:
    crumbs = [Crumb(_("Simulateurs"), reverse("simulators:index"))]
    if simulator:
        crumbs.append(Crumb(texts.chosen(simulator.short), reverse("simulators:page", args=[simulator])))
    crumbs.append(Crumb(_("Simulation gardée")))
    return _unlisted(render(request, template, {"simulator": simulator, "crumbs": crumbs, **context}, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Search engines have no use of a person's simulation."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
