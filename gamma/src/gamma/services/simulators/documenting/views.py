"""Views: the list of the rules and what is searched in it; the page of a rule."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gamma.services.simulators.documenting import index, places
from gamma.services.simulators.documenting.given import DEPTH, given
from gamma.services.simulators.documenting.pages import DEEPEST, rule_page
from gamma.services.simulators.documenting.pages import DEPTH as USUAL

LONGEST, SHOWN = 200, 30


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Search among the simulators and the rules; without words, the ways into the rules."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = index.search(words) if words else None
    page = Paginator(found.rules if found else [], SHOWN).get_page(request.GET.get("page"))
    context = {"words": words, "found": found, "page": page, "roots": () if found else index.roots()}
    return render(request, "simulators/documenting/rules.html", context)


@require_safe
def rule(request: HttpRequest, path: str) -> HttpResponse:
    """The page of a rule, in the situation that the address tells, if it tells one."""
    place = places.named(path)
    if place is None:
        return _elsewhere(request, path)
    told = given(place.model, dict(request.GET.lists()))
    page = rule_page(place, told, reverse("simulators:rules"), _depth(request))
    return render(request, "simulators/documenting/rule.html", {"rule": page, "deeper": _deeper(request)})


def _elsewhere(request: HttpRequest, path: str) -> HttpResponse:
    """A short name leads to its rule; any other name to those that look like it."""
    former = places.former(path)
    if former is not None:
        query = request.META["QUERY_STRING"]
        address = reverse("simulators:rule", args=[former.path])
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    near = [places.Links(one.model).rule(one.rule) for one in places.near(path)]
    context = {"path": path, "near": near, "words": path.replace("/", " ").replace("-", " ")[:LONGEST]}
    return render(request, "simulators/documenting/unknown.html", context, status=404)


def _depth(request: HttpRequest) -> int:
    asked = request.GET.get(DEPTH, "")
    return int(asked) if asked.isdecimal() and len(asked) < 3 and int(asked) else USUAL


def _deeper(request: HttpRequest) -> str:
    """The same page with one more level in its tree; empty when it has as many as it may."""
    query = request.GET.copy()
    query[DEPTH] = str(_depth(request) + 1)
    return f"?{query.urlencode()}" if _depth(request) < DEEPEST else ""
