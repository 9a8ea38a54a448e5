"""Requests: one line of the log for each – when, what page, what came of it – and nothing of who asked."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from gamma.ground.logs import path

log = logging.getLogger("site.requests")


class RequestLog:
    """Middleware, the first of all: what the others take is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        fields = {
            "method": request.method,
            "path": path(request),
            "status": response.status_code,
            "ms": round((perf_counter() - began) * 1_000, 1),
            "bytes": int(response.headers.get("Content-Length", 0)) if response.streaming else len(response.content),
        }
        log.info("request", extra={"fields": fields})
        return response
