"""Spans: how many different visitors a day, a week, a month… saw. Each span is counted for itself: they never add up.

On an exempt site a print lives for a day, a week or a month, and no longer: nothing else can be told of it. With
consent, the days on which a number came are kept, and any span of whole months can be counted.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db import connection, transaction

from gamma.ground.periods import Window, add_months, default_period
from gamma.instruments.audience.lists import STALE_DAYS, Grain, Mode
from gamma.instruments.audience.models import ConsentedPresence, ExemptEvent, ExemptPresence, Site, Uniques

EXEMPT = (Grain.DAY, Grain.WEEK, Grain.MONTH)
GRAINS = {Mode.EXEMPT: EXEMPT, Mode.CONSENTED: tuple(Grain)}
PRESENT = """INSERT INTO audience_consentedpresence (site_id, day, visitor)
    SELECT DISTINCT site_id, day, visitor FROM audience_consentedevent
    WHERE site_id = %s AND day = %s AND served BETWEEN %s AND %s"""


def bounds(grain: Grain, day: date) -> tuple[date, date]:
    """First and last day of the span that a day is in; of twelve rolling months, those that end with its month."""
    period = default_period(Window(grain.value), day)
    return period.first or day, period.last or day


def fold_presence(site: Site, day: date) -> None:
    """Note who came on a day, of those who agreed."""
    with transaction.atomic(), connection.cursor() as cursor:
        ConsentedPresence.objects.filter(site=site, day=day).delete()
        cursor.execute(PRESENT, [site.pk, day, day - timedelta(days=STALE_DAYS), day])


def fold_span(site: Site, grain: Grain, day: date) -> None:
    """Count anew the different visitors of the span that a day is in."""
    first, last = bounds(grain, day)
    visitors = _COUNTED[Mode(site.mode)](site, grain, first, last)
    Uniques.objects.update_or_create(site=site, grain=grain.value, starts=first, defaults={"visitors": visitors})


def spans_of(site: Site, days: Iterable[date], today: date) -> set[tuple[Grain, date]]:
    """The spans that these days are in, each with its last day: a day counts in the twelve rolling ones after it."""
    found = {(grain, bounds(grain, day)[1]) for day in days for grain in GRAINS[Mode(site.mode)]}
    rolling = {add_months(last, ahead) for grain, last in found if grain is Grain.ROLLING for ahead in range(12)}
    return found | {(Grain.ROLLING, bounds(Grain.ROLLING, day)[1]) for day in rolling if day <= today}


def _exempt(site: Site, grain: Grain, first: date, _last: date) -> int:
    if grain is Grain.DAY:
        served = (first - timedelta(days=STALE_DAYS), first)
        rows = ExemptEvent.objects.filter(site=site, day=first, served__range=served)
        return rows.values("visitor").distinct().count()
    return ExemptPresence.objects.filter(site=site, grain=grain.value, starts=first).count()


def _consented(site: Site, _grain: Grain, first: date, last: date) -> int:
    rows = ConsentedPresence.objects.filter(site=site, day__range=(first, last))
    return rows.values("visitor").distinct().count()


_COUNTED: dict[Mode, Callable[[Site, Grain, date, date], int]] = {Mode.EXEMPT: _exempt, Mode.CONSENTED: _consented}
