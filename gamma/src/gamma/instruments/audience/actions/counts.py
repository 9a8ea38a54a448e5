"""Counts: days and spans counted anew from what is still kept of them."""

import logging
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gamma.ground.errors import UserError
from gamma.instruments.audience.folding.days import fold_day
from gamma.instruments.audience.folding.spans import fold_presence, fold_span, spans_of
from gamma.instruments.audience.lists import KEPT_DAYS, STALE_DAYS, Mode
from gamma.instruments.audience.models import Site

log = logging.getLogger(__name__)


def oldest(today: date) -> date:
    """The first day of which every event is still there."""
    return today - timedelta(days=KEPT_DAYS - STALE_DAYS)


def fold(site: Site, days: Sequence[date], *, today: date) -> None:
    """Count these days anew, then every span they are in. Raises UserError where events are gone: the counts stay."""
    gone = [day for day in days if day < oldest(today)]
    if gone:
        what = _("Les visites du %(day)s ne se recomptent plus : leur détail est effacé. Les comptes faits restent.")
        raise UserError(what % {"day": min(gone).isoformat()})
    for day in sorted(days):
        with transaction.atomic():
            Site.objects.select_for_update().get(pk=site.pk)  # two that count the same day would both write it
            fold_day(site, day)
            if site.mode == Mode.CONSENTED:
                fold_presence(site, day)
    for grain, last in sorted(spans_of(site, days, today)):
        fold_span(site, grain, last)


def fold_due(*, today: date) -> None:
    """Count, of every site that is open, the days since the last one counted, that one included."""
    for site in Site.objects.filter(open=True).annotate(counted=Max("days__day")).order_by("pk"):
        first = max(site.counted or today, oldest(today))
        days = [first + timedelta(days=step) for step in range((today - first).days + 1)]
        try:
            fold(site, days, today=today)
        except Exception:  # one site that cannot be counted keeps no other from it
            log.exception("audience: %s could not be counted", site.pk)
