"""The public API: gathers those of the rooms under `/api/`. Open to all pages of the web, without cookies.

The description is `/api/openapi.json`, its interactive page `/api/docs` (served from here).
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, re_path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

ROOMS = {
    "/v1/simulators": "gamma.services.simulators.api.router",
    "/v1/programme": "gamma.cockpit.reports.api.router",
}
PAGES = ("api-root", "openapi-json", "openapi-view")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept-Language",
    "Access-Control-Max-Age": "86400",
}
View = Callable[..., HttpResponseBase]


class Api(NinjaAPI):
    """Operations have no name to be reversed by: their addresses are a promise made to the outside."""

    def get_operation_url_name(self, operation: Any, router: Any) -> str:  # noqa: ARG002
        return ""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Keys are read by the rooms themselves, which the library does not see."""
        schema = super().get_openapi_schema(**options)
        schema["components"]["securitySchemes"] = {"Key": {"type": "http", "scheme": "bearer"}}
        return schema


api = Api(
    title="Gamma",
    version="1",
    urls_namespace="api",
    description="Simulateurs de revenus et de cotisations : calculs à l'unité et par tables, règles, modèles. "
    "Programme d'accélération : éditions, services, indicateurs et relevés ; une clé permet d'envoyer des relevés.",
)
for prefix, room in ROOMS.items():
    api.add_router(prefix, room)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:  # noqa: ARG001 - ninja hands it
    """A parameter of the address that is not what it should be."""
    errors = [_parameter(one) for one in wrong.errors]
    return JsonResponse({"error": errors[0], "errors": errors}, status=422)


def _parameter(error: dict[str, Any]) -> dict[str, str]:
    name = str(error["loc"][1] if len(error["loc"]) > 1 else "")
    mend = MENDS.get(error["type"].partition("_")[0])
    told = _("Le paramètre « {name} » ne convient pas.").format(name=name)
    return {"what": told, "where": name, "mend": mend() if mend else ""}


MENDS: dict[str, Callable[[], str]] = {
    "bool": lambda: _("Écrivez true ou false."),
    "int": lambda: _("Écrivez un nombre entier."),
    "greater": lambda: _("Écrivez un nombre plus grand."),
    "date": lambda: _("Écrivez une date, par exemple 2026-03-31."),
    "datetime": lambda: _("Écrivez un moment, par exemple 2026-03-31T08:00:00Z."),
    "less": lambda: _("Écrivez un nombre plus petit."),
}


def opened(view: View) -> View:
    """A view for pages of any site: in the language that is asked for, French first; a preflight is answered."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={**OPEN, **PREFLIGHT})
        with translation.override(_language(request)):
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Content-Language", translation.get_language())
        for name, value in OPEN.items():
            response.headers[name] = value
        patch_vary_headers(response, ("Accept-Language",))
        return response

    return answered


def _language(request: HttpRequest) -> str:
    return translation.get_language_from_request(request) if "Accept-Language" in request.headers else "fr"


def home(request: HttpRequest, **_words: Any) -> HttpResponse:  # noqa: ARG001 - Django hands it
    """There is nothing at the root itself: the documentation is what is looked for."""
    return redirect("api:openapi-view")


def nowhere(request: HttpRequest) -> HttpResponse:
    """An address that is none of the API."""
    told = _("Rien ne se trouve à cette adresse.")
    error = {"what": told, "where": request.path, "mend": _("Les adresses sont décrites dans /api/docs.")}
    return JsonResponse({"error": error, "errors": [error]}, status=404)


def _read_only(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return view(request, *args, **kwargs)
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, OPTIONS"})

    return answered


def _patterns(found: Iterable[Any]) -> Iterable[URLPattern]:
    for pattern in found:
        view = home if pattern.name == "api-root" else pattern.callback
        pattern.callback = csrf_exempt(opened(_read_only(view) if pattern.name in PAGES else view))
        yield pattern
    yield re_path(r"^[\s\S]*$", csrf_exempt(opened(nowhere)))


_found, _application, _namespace = api.urls
urls = (list(_patterns(_found)), _application, _namespace)
