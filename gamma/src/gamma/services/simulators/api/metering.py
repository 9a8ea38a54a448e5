"""Metering: a request is known by its key, takes its share, is answered, pays what it cost, and is counted."""

from collections.abc import Callable
from functools import wraps
from time import thread_time
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from gamma.services.simulators import actions
from gamma.services.simulators.api.keys import reuse_of
from gamma.services.simulators.api.limiting import Share, share
from gamma.services.simulators.api.refusals import Refused
from gamma.services.simulators.lists import What
from gamma.services.simulators.models import Reuse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def answering(view: View[P]) -> View[P]:
    """A view whose refusals are answers."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as wrong:
            return wrong.response()

    return answered


class Meter:
    """What a request costs, and to whom."""

    def __init__(self, reuse: Reuse | None, part: Share | None) -> None:
        self._reuse, self._part = reuse, part

    def pay(self, seconds: float) -> None:
        """Take seconds of calculation from the share of the caller."""
        if self._part:
            self._part.pay(seconds)

    def count(self, times: int = 1, simulator: str = "") -> None:
        """Count calculations done."""
        if times:
            today = timezone.localdate()
            actions.count(What.CALLED, on=today, simulator=simulator, reuse=self._reuse, times=times)


def metered(request: HttpRequest, work: Callable[[Meter], HttpResponseBase]) -> HttpResponseBase:
    """The answer that `work` gives, with what is left to its caller. Raises Refused: unknown key, nothing left."""
    reuse = reuse_of(request)
    part = share(request, reuse)
    meter, before = Meter(reuse, part), thread_time()
    try:
        response = work(meter)
    except Refused as wrong:
        response = wrong.response()
    meter.pay(thread_time() - before)
    for name, value in part.headers.items() if part else ():
        response.headers[name] = value
    return response
