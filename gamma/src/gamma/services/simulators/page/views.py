"""Views: the page of a simulator, and what its forms do. Everything is in the address: nothing is kept of a visitor."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.ground import texts
from gamma.ground.design.shapes import Crumb
from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.page import asking, counting, gestures, showing, weighing
from gamma.services.simulators.page.gestures import Gesture
from gamma.services.simulators.rules import model

Context = dict[str, object]


@require_safe
def page(request: HttpRequest, simulator: Simulator, framed: bool = False) -> HttpResponse:
    """A simulator, in the situation of the address."""
    arrival = addresses.read(simulator, dict(request.GET.lists()))
    done = Gesture(arrival.simulation, arrival.simulation)
    context = _whole(done, framed, request.GET.get(gestures.ASKED, "")) | {"arrival": arrival}
    return render(request, "simulators/page/page.html", context)


@require_safe
def answer(request: HttpRequest, simulator: Simulator, framed: bool = False) -> HttpResponse:
    """What a form of the page said: the page that follows, or the pieces of it that change."""
    done = gestures.gesture(simulator, dict(request.GET.lists()))
    counting.count(done, on=localdate())
    if request.htmx:  # type: ignore[attr-defined]
        return _live(request, done, framed)
    if done.errors:
        return render(request, "simulators/page/page.html", _whole(done, framed))
    return HttpResponseRedirect(_address(done, framed))


@require_safe
def asked(request: HttpRequest, simulator: Simulator, framed: bool = False) -> HttpResponse:
    """The questions alone, for a page whose amounts have just moved."""
    simulation = addresses.told(simulator, request.GET.get(gestures.STATE, ""))
    done = Gesture(simulation, simulation)
    found = asking.questions(done, request.GET.get(gestures.ASKED, ""))
    return _piece(request, "simulators/page/questions.html", _context(done, framed) | {"questions": found})


@require_safe
def effects(request: HttpRequest, simulator: Simulator, framed: bool = False) -> HttpResponse:
    """What the open questions could change: a piece of the page, or a page of its own."""
    simulation = addresses.read(simulator, dict(request.GET.lists())).simulation
    context = _context(Gesture(simulation, simulation), framed) | {"weighed": weighing.weighed(simulation)}
    if request.htmx:  # type: ignore[attr-defined]
        return _piece(request, "simulators/page/effects.html", context)
    return render(request, "simulators/page/weighing.html", context)


def _live(request: HttpRequest, done: Gesture, framed: bool) -> HttpResponse:
    """The pieces that change: the figures as an amount is edited – the questions then follow –, else both."""
    if gestures.EDITED in request.GET:
        response = _piece(request, "simulators/page/figures.html", _figures(done, framed))
        response["HX-Trigger"] = "moved"
    else:
        response = _piece(request, "simulators/page/simulation.html", _whole(done, framed))
    if done.errors:
        response["HX-Reswap"] = "outerHTML"  # a morph leaves alone the field that is being typed in
    else:
        response["HX-Replace-Url"] = _address(done, framed)
    return response


def _piece(request: HttpRequest, piece: str, context: Context) -> HttpResponse:
    return render(request, "design/piece.html", {**context, "piece": piece})


def _whole(done: Gesture, framed: bool, asked: str = "") -> Context:
    return _figures(done, framed) | {"questions": asking.questions(done, asked)}


def _figures(done: Gesture, framed: bool) -> Context:
    return _context(done, framed) | {"results": showing.results(done)}


def _context(done: Gesture, framed: bool) -> Context:
    simulator = done.simulation.simulator
    return {
        "simulator": simulator,
        "model": model(simulator.model),
        "framed": framed,
        "layout": "simulators/framed.html" if framed else "simulators/base.html",
        "crumbs": [Crumb(_("Simulateurs"), reverse("simulators:index")), Crumb(texts.chosen(simulator.short))],
        "here": reverse(f"simulators:{'framed-' if framed else ''}page", args=[simulator]),
    }


def _address(done: Gesture, framed: bool) -> str:
    name = f"simulators:{'framed-' if framed else ''}page"
    query = addresses.write(done.simulation)
    return reverse(name, args=[done.simulation.simulator]) + (f"?{query}" if query else "")
