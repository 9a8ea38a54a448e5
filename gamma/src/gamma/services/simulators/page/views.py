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

PAGE = "simulators/page/page.html"
SIMULATION, FIGURES = "simulators/page/simulation.html", "simulators/page/figures.html"


@require_safe
def page(request: HttpRequest, simulator: Simulator, framed: bool = False) -> HttpResponse:
    """A simulator, in the situation of the address."""
    arrival = addresses.read(simulator, dict(request.GET.lists()))
    asked = request.GET.get(gestures.ASKED, "")
    return _shown(
        request,
        Gesture(arrival.simulation, arrival.simulation),
        asked,
        framed,
        "simulators/page/page.html",
        arrival=arrival,
    )


@require_safe
def answer(request: HttpRequest, simulator: Simulator, framed: bool = False) -> HttpResponse:
    """What a form of the page said: the page that follows, or the pieces of it that change."""
    done = gestures.gesture(simulator, dict(request.GET.lists()))
    counting.count(done, on=localdate())
    if not request.htmx:  # type: ignore[attr-defined]
        if done.errors:
            return _shown(request, done, "", framed, PAGE, status=422)
        return HttpResponseRedirect(_address(done, framed))
    moved = gestures.EDITED in request.GET
    response = _shown(request, done, "", framed, FIGURES if moved else SIMULATION)
    if not done.errors:
        response["HX-Replace-Url"] = _address(done, framed)
        if moved:
            response["HX-Trigger"] = "moved"
    return response


@require_safe
def asked(request: HttpRequest, simulator: Simulator, framed: bool = False) -> HttpResponse:
    """The questions alone, for a page whose amounts have just moved."""
    simulation = addresses.told(simulator, request.GET.get(gestures.STATE, ""))
    done = Gesture(simulation, simulation)
    found = asking.questions(done, request.GET.get(gestures.ASKED, ""))
    return render(request, "simulators/page/questions.html", {**_context(done, framed), "questions": found})


@require_safe
def effects(request: HttpRequest, simulator: Simulator, framed: bool = False) -> HttpResponse:
    """What the open questions could change: a piece of the page, or a page of its own."""
    simulation = addresses.read(simulator, dict(request.GET.lists())).simulation
    context = _context(Gesture(simulation, simulation), framed) | {"weighed": weighing.weighed(simulation)}
    alone = not request.htmx  # type: ignore[attr-defined]
    return render(request, "simulators/page/weighing.html" if alone else "simulators/page/effects.html", context)


def _shown(
    request: HttpRequest, done: Gesture, asked: str, framed: bool, template: str, status: int = 200, **more: object
) -> HttpResponse:
    context = {**_context(done, framed), "results": showing.results(done), **more}
    if template != FIGURES:
        context["questions"] = asking.questions(done, asked)
    return render(request, template, context, status=status)


def _context(done: Gesture, framed: bool) -> dict[str, object]:
    simulator = done.simulation.simulator
    return {
        "simulator": simulator,
        "model": model(simulator.model),
        "framed": framed,
        "layout": "simulators/framed.html" if framed else "design/base.html",
        "crumbs": [Crumb(_("Simulateurs"), reverse("simulators:index")), Crumb(texts.chosen(simulator.short))],
        "here": reverse(f"simulators:{'framed-' if framed else ''}page", args=[simulator]),
    }


def _address(done: Gesture, framed: bool) -> str:
    name = f"simulators:{'framed-' if framed else ''}page"
    query = addresses.write(done.simulation)
    return reverse(name, args=[done.simulation.simulator]) + (f"?{query}" if query else "")
