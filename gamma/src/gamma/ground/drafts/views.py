"""The address that forms send what is typed to, a field at a time; each person has their own drafts only."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gamma.ground.access import SIGNED_IN, access
from gamma.ground.accounts.queries import person_of
from gamma.ground.drafts import actions

OURS = ("csrfmiddlewaretoken", "draft_path", "opened", "secret")
"""What is no part of a draft: what forms are made with, and what nobody is to see again."""


@access(SIGNED_IN, SIGNED_IN)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the fields of a form; nothing is answered that the page would show."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in OURS}
    path, opened = request.POST.get("draft_path", ""), _moment(request.POST.get("opened", ""))
    kept = actions.keep(fields, path=path, by=person_of(request), opened=opened)
    return HttpResponse(status=204 if kept else 413)


def _moment(told: str) -> datetime | None:
    """When a form was opened, as its page says; None when it does not say."""
    try:
        return datetime.fromtimestamp(float(told), UTC)
    except (ValueError, OverflowError, OSError):
        return None


@access(SIGNED_IN, SIGNED_IN)
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Begin a form again from what is recorded."""
    path = request.POST.get("draft_path", "")
    actions.drop(path=path, by=person_of(request))
    return redirect(path if url_has_allowed_host_and_scheme(path, None) else "home")
