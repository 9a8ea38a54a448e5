"""Views of the frames: a simulator that other sites may frame, the script that shows it, the colours it takes."""

from importlib.resources import files
from urllib.parse import urlencode

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from gamma.ground.framing import may_be_framed
from gamma.services.simulators import actions
from gamma.services.simulators.catalogue import renamed
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.embedding import colours, hosts
from gamma.services.simulators.lists import What
from gamma.services.simulators.page import views as page

HOUR, DAY = 3600, 24 * 3600


@may_be_framed
@require_safe
def frame(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """A simulator in the page of another site; the showing is counted."""
    colour = _colour_before(request)
    if colour:
        return HttpResponseRedirect(_coloured(request.get_full_path(), colour))
    host = hosts.shown_on(request)
    if host is not None:
        actions.count(What.EMBEDDED, on=localdate(), simulator=simulator.slug, host=host)
    return page.page(request, simulator, framed=True)


@may_be_framed
def answer(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """What a form of a frame said."""
    response = page.answer(request, simulator, framed=True)
    address, colour = response.headers.get("HX-Replace-Url"), _colour_before(request)
    if address and colour:
        response.headers["HX-Replace-Url"] = _coloured(address, colour)
    return response


@may_be_framed
def asked(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """The questions of a frame whose amounts have just moved."""
    return page.asked(request, simulator, framed=True)


@may_be_framed
def effects(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """What the open questions of a frame could change."""
    return page.effects(request, simulator, framed=True)


@may_be_framed
@require_safe
def former(request: HttpRequest, name: str) -> HttpResponse:
    """Lead the former name of a frame to its simulator, its parameters kept; what is no name is said in the frame."""
    slug = renamed().get(name)
    if slug is None:
        return render(request, "simulators/embedding/unknown.html", {"name": name}, status=404)
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(
        reverse("simulators:framed-page", args=[slug]) + (f"?{query}" if query else "")
    )


def _colour_before(request: HttpRequest) -> str:
    """The colour of the page of the frame that this one follows, lost on the way: forms and links hold answers only."""
    before = hosts.split(request.headers.get("Referer", ""))
    lost = before.netloc == request.get_host() and "couleur" not in request.GET
    return (QueryDict(before.query).get("couleur") or "") if lost else ""


def _coloured(address: str, colour: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'couleur': colour})}"


@require_safe
@cache_control(public=True, max_age=HOUR)
def script(_request: HttpRequest) -> HttpResponse:
    """The script that a page of another site runs."""
    body = files("gamma.services.simulators").joinpath("static/simulators/embed.js").read_bytes()
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
@cache_control(public=True, max_age=DAY)
def style(request: HttpRequest) -> HttpResponse:
    """The style sheet of a colour; a text that is none is refused in words, and the frame keeps our colours."""
    try:
        tint = colours.read(request.GET.get("couleur", colours.OURS))
    except colours.UnknownColour as unknown:
        return HttpResponse(f"{unknown}\n", status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse(colours.stylesheet(tint), content_type="text/css; charset=utf-8")
