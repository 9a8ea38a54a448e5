"""Refusals: a request that is not answered, and why – an HTTP status, and everything that is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True)
class Refusal:
    """One thing that is wrong. `where` is the key, or the path of keys, that holds it; may be empty."""

    what: str
    where: str = ""
    mend: str = ""


class Refused(Exception):
    """A request that gets `status` and `refusals`, at least one."""

    def __init__(self, *refusals: Refusal, status: int = 422, headers: Mapping[str, str] | None = None) -> None:
        self.refusals, self.status, self.headers = refusals, status, headers or {}
        super().__init__(*(one.what for one in refusals))

    def response(self) -> JsonResponse:
        """`{"error": the first refusal, "errors": all of them}`."""
        told = [asdict(one) for one in self.refusals]
        answer, plain = {"error": told[0], "errors": told}, {"ensure_ascii": False}
        return JsonResponse(answer, status=self.status, headers=dict(self.headers), json_dumps_params=plain)


def refused(what: str, where: str = "", mend: str = "", *, status: int = 422) -> Refused:
    """One thing that is wrong."""
    return Refused(Refusal(what, where, mend), status=status)


def answering(view: View[P]) -> View[P]:
    """A view whose refusals are answers."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as wrong:
            return wrong.response()

    return answered
