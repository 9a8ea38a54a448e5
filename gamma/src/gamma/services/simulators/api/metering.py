"""Metering: a request is known by its key, takes its share, is answered, pays what it cost, and is counted."""

from collections.abc import Callable
from time import thread_time

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.ground.api.limiting import Share, share
from gamma.ground.api.refusals import Refused
from gamma.services.simulators import actions
from gamma.services.simulators.api.keys import reuse_of
from gamma.services.simulators.lists import What
from gamma.services.simulators.models import Reuse


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
    mend = _("Attendez {wait} s, groupez les calculs dans une demande, ou envoyez une table à « batch ».")
    part = share(request, f"reuse {reuse.pk}" if reuse else "", mend)
    meter, before = Meter(reuse, part), thread_time()
    try:
        response = work(meter)
    except Refused as wrong:
        response = wrong.response()
    meter.pay(thread_time() - before)
    for name, value in part.headers.items() if part else ():
        response.headers[name] = value
    return response
