"""Framing: pages that any site may show in a frame of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt

# That of every page, but that any site may frame it; browsers that know it pass over X-Frame-Options.
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; frame-ancestors *; base-uri 'none'; form-action 'self'"
)
View = Callable[..., HttpResponse]


def may_be_framed(view: View) -> View:
    """A view whose page any site may show in a frame."""

    @wraps(view)
    def framed(request: HttpRequest, **words: Any) -> HttpResponse:
        response = view(request, **words)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return xframe_options_exempt(framed)
