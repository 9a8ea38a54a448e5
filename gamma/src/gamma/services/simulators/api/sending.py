"""Sending: a table on its way back – counted and paid once it is sent, or once its reader has left."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore
from time import thread_time

from django.utils import translation
from django.utils.translation import gettext as _

from gamma.ground.api.refusals import Refusal, Refused
from gamma.services.simulators.api.batching import Batch, Piece, pieces
from gamma.services.simulators.api.metering import Meter
from gamma.services.simulators.api.writing import written

AT_ONCE = 3
PLACES = BoundedSemaphore(AT_ONCE)
"""Tables received or sent at one time: each holds a thread of the server, which has eight."""


@contextmanager
def place() -> Iterator[None]:
    """A place among the tables of this moment. Raises Refused (429) when all are taken."""
    if not PLACES.acquire(blocking=False):
        told = _("{most} tables sont déjà en cours de calcul.").format(most=AT_ONCE)
        mend = _("Envoyez la vôtre de nouveau dans quelques secondes.")
        raise Refused(Refusal(told, "", mend), status=429, headers={"Retry-After": "5"})
    try:
        yield
    finally:
        PLACES.release()


class Sending:
    """The answer as it comes, in the language of the request; `held` is let go of at the end, whatever the end."""

    def __init__(self, work: Batch, meter: Meter, simulator: str, held: ExitStack) -> None:
        self._work, self._meter, self._simulator, self._held = work, meter, simulator, held
        self._language, self._rows, self._seconds = translation.get_language() or "fr", 0, 0.0

    def __iter__(self) -> Iterator[bytes]:
        before = thread_time()
        with translation.override(self._language):
            for part in written(self._work, self._pieces()):
                self._seconds = thread_time() - before
                yield part

    def _pieces(self) -> Iterator[Piece]:
        for piece in pieces(self._work):
            self._rows += len(piece.rows)
            yield piece

    def close(self) -> None:
        """Called by Django once the answer is sent, or when nobody reads it any more."""
        rows, seconds = self._rows, self._seconds
        self._rows, self._seconds = 0, 0.0
        self._held.close()
        self._meter.pay(seconds)
        self._meter.count(rows, self._simulator)
