"""Pacing: how often a host is asked, by all the workers together: its next turn is kept in the base.

A host may be asked `burst` times at once, then once every `every` seconds (the generic cell rate algorithm).
"""

from dataclasses import dataclass

from django.db import connection

LONGEST = 60.0
"""Seconds that a request waits for its turn; beyond, it is left to the next round."""


@dataclass(frozen=True)
class Pace:
    """How often, in seconds, once `burst` requests have left."""

    every: float
    burst: int


USUAL = Pace(every=0.1, burst=10)
PACES = {"plausible.io": Pace(every=7.2, burst=90)}  # 600 an hour by key: 500 and what leaves at once
TAKE = """
INSERT INTO harvest_turn AS turn (host, due_at) VALUES (%(host)s, clock_timestamp() + %(every)s * interval '1 second')
ON CONFLICT (host) DO UPDATE SET due_at = greatest(turn.due_at, clock_timestamp()) + %(every)s * interval '1 second'
WHERE turn.due_at <= clock_timestamp() + ((%(burst)s - 1) * %(every)s + %(longest)s) * interval '1 second'
RETURNING greatest(0, extract(epoch FROM due_at - clock_timestamp()) - %(burst)s * %(every)s)
"""


def take_turn(host: str) -> float | None:
    """Take the next turn of a host; in how many seconds it comes, None when that is too long."""
    pace = PACES.get(host, USUAL)
    words: dict[str, str | float] = {"host": host, "every": pace.every, "burst": pace.burst, "longest": LONGEST}
    with connection.cursor() as cursor:
        cursor.execute(TAKE, words)
        found = cursor.fetchone()
    return float(found[0]) if found else None
