"""Views of the programme; each declares the right it asks for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gamma.cockpit.programme import queries
from gamma.ground.access import SIGNED_IN, access
from gamma.ground.accounts.queries import person_of


@access(SIGNED_IN)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Where a person arrives: the parts they take."""
    return render(request, "programme/desk.html", {"parts": queries.memberships(person_of(request))})
