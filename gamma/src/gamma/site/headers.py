"""Headers sent with every page: nothing is loaded from elsewhere, and the browser is told so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gamma.ground.framing import policy

HEADERS = {
    "Content-Security-Policy": policy("'none'"),
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
