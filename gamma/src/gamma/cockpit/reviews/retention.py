"""Retention: what half hours say, to whom a letter went: told to the house, which deletes it when its day is past."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gamma.cockpit.reviews.models import CheckIn, Reminder
from gamma.ground.retention import Rule, declare

SAID, SENT = timedelta(days=731), timedelta(days=60)


def declare_all() -> None:
    """Tell the port what is kept here."""
    said = _("Ce qui a été dit à un point de la semaine : décisions, actions, blocages, notes")
    why = _("écrire le bilan, relire à deux mois, et préparer l'édition suivante")
    declare("reviews.checkins", Rule(said, why, "reviews.CheckIn", SAID.days, _forget_said))
    sent, once = _("À qui une lettre de la veille d'un point est partie"), _("ne pas l'envoyer deux fois")
    declare("reviews.reminders", Rule(sent, once, "reviews.Reminder", SENT.days, _forget_sent))


def _forget_said(now: datetime) -> int:
    gone = CheckIn.objects.filter(week__lt=localdate(now) - SAID)
    count = gone.count()
    gone.delete()
    return count


def _forget_sent(now: datetime) -> int:
    return Reminder.objects.filter(sent_at__lt=now - SENT).delete()[0]
