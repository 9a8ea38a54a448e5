"""Actions: what is counted and kept. Counting never stops a page: what cannot be counted is logged."""

import logging
import secrets
from datetime import date, timedelta
from hashlib import sha256

from django.db import DatabaseError, connection, transaction

from gamma.services.simulators.lists import What
from gamma.services.simulators.models import Reuse, Saved

logger = logging.getLogger(__name__)
KEPT = timedelta(days=365)

ADD = """
INSERT INTO simulators_tally (day, what, simulator, host, reuse_id, count) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (day, what, simulator, host, reuse_id) DO UPDATE SET count = simulators_tally.count + EXCLUDED.count
"""


def count(
    what: What, *, on: date, simulator: str = "", host: str = "", reuse: Reuse | None = None, times: int = 1
) -> None:
    """Add to the count of a day; two at once are both counted."""
    row: tuple[date | str | int | None, ...] = (on, what, simulator, host, reuse.pk if reuse else None, times)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ADD, row)
    except DatabaseError:
        logger.exception("simulators: %s of %s was not counted", what, simulator or "the API")


def open_reuse(*, name: str) -> tuple[Reuse, str]:
    """A new reuse, and its key: told this once, only its digest is kept."""
    key = f"gamma_{secrets.token_urlsafe(32)}"
    return Reuse.objects.create(name=name, digest=digest_of(key)), key


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return sha256(key.encode()).hexdigest()


def expiry(on: date) -> date:
    """The last day of a simulation kept on a day."""
    return on + KEPT


def keep(*, simulator: str, address: str, model: str, on: date) -> Saved:
    """Keep a simulation under a link: the slug of its simulator, its parameters, its model with its version."""
    token = secrets.token_urlsafe(16)
    return Saved.objects.create(token=token, simulator=simulator, address=address, model=model, expires=expiry(on))


def forget(*, token: str) -> None:
    """Delete a simulation that was kept; nothing is left of it."""
    Saved.objects.filter(token=token).delete()


def forget_expired(*, on: date) -> int:
    """Delete the simulations whose last day is before a day; how many there were."""
    return Saved.objects.filter(expires__lt=on).delete()[0]
