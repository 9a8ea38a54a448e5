"""View of one's own desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gamma.cockpit.programme.desk import desk_of
from gamma.ground.access import SIGNED_IN, access
from gamma.ground.accounts.queries import person_of


@access(SIGNED_IN)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Where a person arrives: what awaits them, and the parts they take."""
    return render(request, "programme/desk.html", {"desk": desk_of(person_of(request), timezone.localdate())})
