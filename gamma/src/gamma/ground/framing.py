"""Framing: what a page may load, and which pages any site may show in a frame of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt

# The collector of the audience is ours; it has an address of its own until a proxy brings both together.
OWN = "'self'" if settings.COLLECTOR_URL == settings.PUBLIC_URL else f"'self' {settings.COLLECTOR_URL}"
View = Callable[..., HttpResponse]


def policy(framed_by: str) -> str:
    """What a page may load, all of it ours, and who may frame it (browsers then pass over X-Frame-Options)."""
    return (
        f"default-src 'self'; img-src {OWN} data:; style-src 'self'; script-src {OWN}; connect-src {OWN}; "
        f"object-src 'none'; frame-ancestors {framed_by}; base-uri 'none'; form-action 'self'"
    )


def may_be_framed(view: View) -> View:
    """A view whose page any site may show in a frame."""

    @wraps(view)
    def framed(request: HttpRequest, **words: Any) -> HttpResponse:
        response = view(request, **words)
        response.headers["Content-Security-Policy"] = policy("*")
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return xframe_options_exempt(framed)
