"""Forgetting: what is kept of visitors goes on its day. Each returns how many rows there were."""

from datetime import date, timedelta

from django.db import connection
from django.db.backends.utils import CursorWrapper

from gamma.instruments.audience.folding.spans import bounds
from gamma.instruments.audience.lists import KEPT_DAYS, PRESENCE_DAYS, Grain, Mode
from gamma.instruments.audience.models import ConsentedPresence, ExemptPresence, Salt

PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass"


def forget_salts(*, today: date) -> int:
    """The salts of spans that are over: nobody can make these prints again."""
    over = [salt.pk for salt in Salt.objects.all() if bounds(Grain(salt.grain), salt.starts)[1] < today]
    return Salt.objects.filter(pk__in=over).delete()[0]


def forget_events(mode: Mode, *, today: date) -> int:
    """The events of a mode whose script was served too long ago, by whole partitions."""
    table, limit = f"audience_{mode}event", today - timedelta(days=KEPT_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(PARTITIONS, [table])
        names = [name for (name,) in cursor.fetchall() if name.rpartition("_")[2] < f"{limit:%Y%m%d}"]
        return sum(_drop(cursor, name) for name in names)


def forget_presences(mode: Mode, *, today: date) -> int:
    """Who came, once no span that could be counted anew needs it."""
    if mode is Mode.CONSENTED:
        return ConsentedPresence.objects.filter(day__lt=today - timedelta(days=PRESENCE_DAYS)).delete()[0]
    limit = (today - timedelta(days=KEPT_DAYS)).replace(day=1)
    return ExemptPresence.objects.filter(starts__lt=limit - timedelta(days=6)).delete()[0]


def _drop(cursor: CursorWrapper, name: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - a name that PostgreSQL gave
    count = int(cursor.fetchone()[0])
    cursor.execute(f"DROP TABLE {name}")
    return count
