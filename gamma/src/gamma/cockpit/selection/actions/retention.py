"""Retention: applications that were not selected do not stay longer than was said to who sent them."""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from gamma.cockpit.selection.lists import Outcome
from gamma.cockpit.selection.models import Application

KEPT_YEARS = 2


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Delete the applications of products not selected, and all that was said of them, 24 months after the decision.

    Where no decision was recorded, months are counted from the end of the call. Return how many were deleted.
    """
    last = _before(timezone.localdate(now))
    over = Q(call__decision__decided_on__lte=last) | Q(call__decision=None, call__closes__lte=last)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('selection.forgetting', 'yes', true)")
        gone = Application.objects.filter(over).exclude(outcome=Outcome.SELECTED)
        count = gone.count()
        gone.delete()
        cursor.execute("SELECT set_config('selection.forgetting', '', true)")
    return count


def _before(day: date) -> date:
    """The same day, as many years earlier as applications are kept; the 28th for a 29 February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - KEPT_YEARS, day=28 if leap else day.day)
