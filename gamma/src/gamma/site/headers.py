"""Headers sent with every page: nothing is loaded from elsewhere, and the browser is told so."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# The collector of the audience is ours; it has an address of its own until a proxy brings both together.
OWN = "'self'" if settings.COLLECTOR_URL == settings.PUBLIC_URL else f"'self' {settings.COLLECTOR_URL}"
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'self'; img-src {OWN} data:; style-src 'self'; script-src {OWN}; connect-src {OWN}; "
        "object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Middleware; a view that needs another policy sets its own header, which is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
