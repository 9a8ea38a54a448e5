"""Views: the list of the simulators, and their former names."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gamma.services.simulators.catalogue import renamed, simulators

GROUPS = {
    "employees": _("Salariés et employeurs"),
    "statuses": _("Revenu du dirigeant, selon le statut"),
    "self-employed": _("Travailleurs indépendants"),
    "professions": _("Professions libérales"),
    "tools": _("Autres outils"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The simulators in service, by group."""
    listed = sorted((one for one in simulators().values() if one.listed), key=lambda one: list(GROUPS).index(one.group))
    groups = [(GROUPS[group], list(found)) for group, found in groupby(listed, key=lambda one: one.group)]
    return render(request, "simulators/index.html", {"groups": groups})


@require_safe
def former(request: HttpRequest, name: str) -> HttpResponse:
    """Lead a name that a simulator bore to where it is now, its parameters kept."""
    slug = renamed().get(name) or renamed().get(f"/{name}") or renamed().get(f"/assistants/{name}")
    if slug is None:
        raise Http404
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(reverse("simulators:page", args=[slug]) + (f"?{query}" if query else ""))
