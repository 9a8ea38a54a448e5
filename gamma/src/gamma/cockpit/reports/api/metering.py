"""Metering: whoever asks has a share, a key its own; what is refused is told in three parts."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from gamma.cockpit.reports.api.sending import key_in
from gamma.cockpit.reports.models import Key
from gamma.ground.api.limiting import share
from gamma.ground.api.refusals import Refused

P = ParamSpec("P")
Reads = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def reading(view: Reads[P]) -> Reads[P]:
    """A view that anyone may ask."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **words: P.kwargs) -> HttpResponseBase:
        return _shared(request, "", lambda: view(request, *args, **words))

    return answered


def writing(request: HttpRequest, work: Callable[[Key], HttpResponseBase]) -> HttpResponseBase:
    """The answer of `work` to who comes with a key."""
    try:
        key = key_in(request)
    except Refused as wrong:
        return _shared(request, "", wrong.response)
    return _shared(request, f"programme {key.pk}", lambda: work(key))


def _shared(request: HttpRequest, key: str, work: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    try:
        part = share(request, key, _("Attendez {wait} s avant de recommencer."))
    except Refused as wrong:
        return wrong.response()
    try:
        answer = work()
    except Refused as wrong:
        answer = wrong.response()
    for name, value in part.headers.items() if part else ():
        answer.headers[name] = value
    return answer
