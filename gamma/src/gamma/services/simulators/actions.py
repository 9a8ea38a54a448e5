"""Actions: what is counted and kept. Counting never stops a page: what cannot be counted is logged."""

import logging
import secrets
from datetime import date
from hashlib import sha256

from django.db import DatabaseError, connection, transaction

from gamma.services.simulators.lists import What
from gamma.services.simulators.models import Reuse

logger = logging.getLogger(__name__)

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
