"""The pages that belong to no room: home, legal pages, and what machines ask for."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gamma.cockpit.reports import queries
from gamma.ground import retention
from gamma.site.health import checks, well

PLAIN = "text/plain; charset=utf-8"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the programme is, and what each edition came to."""
    return render(request, "site/home.html", {"editions": queries.editions(timezone.localdate())})


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """A legal page; who operates the site is a setting, and the page says so when it is not set."""
    operator = {"operator": settings.OPERATOR, "contact": settings.CONTACT}
    return render(request, f"site/{name}.html", operator | {"kept": _kept(), "audiences": settings.AUDIENCES})


def _kept() -> dict[str, list[Any]]:
    """What the rooms keep of people, as a table."""
    rows = [[str(rule.what), str(rule.why), rule.days] for rule in retention.rules().values()]
    return {"columns": [_("Ce qui est gardé"), _("Pour"), _("Jours, au plus")], "rows": rows}


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands it
    """Whether the site can serve: it answers, and so does its base."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("base unreachable\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)


@require_safe
@never_cache
def health_details(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands it
    """The state of each part of the site, and nothing of what is behind it; looked at once in ten seconds at most."""
    found = cache.get_or_set("site.health", lambda: checks(now=timezone.now()), timeout=10) or []
    told = {"status": "ok" if well(found) else "wrong", "checks": {check.part: check.state for check in found}}
    return JsonResponse(told, status=200 if well(found) else 503)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands it
    """Everything public may be read by robots, the samples of the living page aside."""
    return HttpResponse("User-agent: *\nDisallow: /design/\nDisallow: /en/design/\n", content_type=PLAIN)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a flaw (RFC 9116); the date it expires is a year away, as the format asks."""
    address = request.build_absolute_uri(reverse("security"))
    expires = (timezone.now() + timedelta(days=365)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {address}", f"Expires: {expires}", "Preferred-Languages: fr, en"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
