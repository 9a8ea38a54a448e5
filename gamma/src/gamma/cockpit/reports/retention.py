"""Retention: to whom a letter went, and keys that serve no more, told to the house, which deletes them in time."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from gamma.cockpit.reports.models import Key, Sent
from gamma.ground.retention import Rule, declare

SENT, REVOKED = timedelta(days=400), timedelta(days=365)


def declare_all() -> None:
    """Tell the port what is kept here."""
    sent, once = _("À qui une lettre du mois est partie"), _("ne pas l'envoyer deux fois")
    declare("reports.letters", Rule(sent, once, "reports.Sent", SENT.days, _forget_sent))
    revoked, why = _("Une clé retirée, et qui l'avait créée"), _("répondre des relevés qu'elle a envoyés")
    declare("reports.keys", Rule(revoked, why, "reports.Key", REVOKED.days, _forget_revoked))


def _forget_sent(now: datetime) -> int:
    return Sent.objects.filter(sent_at__lt=now - SENT).delete()[0]


def _forget_revoked(now: datetime) -> int:
    return Key.objects.filter(revoked_at__lt=now - REVOKED).delete()[0]
