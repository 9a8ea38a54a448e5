"""Communes as a person types: options for a form, the same for a program."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from gamma.services.simulators.communes.finding import find
from gamma.services.simulators.communes.shapes import RULE

HOUR = 3600


@require_safe
@cache_control(public=True, max_age=HOUR)
def options(request: HttpRequest) -> HttpResponse:
    """The communes to choose from, a piece of a page; `q`, or the rule itself, is what was typed."""
    typed = request.GET.get("q") or request.GET.get(RULE, "")
    return render(request, "simulators/communes/options.html", {"communes": find(typed), "rule": RULE})


@require_safe
@cache_control(public=True, max_age=HOUR)
def data(request: HttpRequest) -> JsonResponse:
    """The same communes, each with what it answers to the rules."""
    found = [
        {
            "reference": one.reference,
            "code": one.code,
            "name": one.name,
            "postal_codes": one.postal_codes,
            "department": one.department,
            "population": one.population,
            "answers": one.answers(),
        }
        for one in find(request.GET.get("q", ""))
    ]
    return JsonResponse({"communes": found})
