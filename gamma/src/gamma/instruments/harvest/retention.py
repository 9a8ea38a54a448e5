"""Retention: how long runs are kept, extracts of answers among them, and what keeps a letter from counting twice."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from gamma.ground.retention import Rule, declare
from gamma.instruments.harvest.models import Delivery, Run

RUNS, EXTRACTS, DELIVERIES = timedelta(days=731), timedelta(days=90), timedelta(days=30)


def declare_all() -> None:
    """Tell the port what is kept here."""
    runs, why = (
        _("Les passages d'un flux : ce qui a été demandé, quand, avec quel résultat"),
        _("montrer d'où vient un relevé"),
    )
    declare("harvest.runs", Rule(runs, why, "harvest.Run", RUNS.days, forget_runs))
    extracts, check = _("L'extrait de ce qu'un flux a répondu"), _("comprendre un échec ou un chiffre inattendu")
    declare("harvest.extracts", Rule(extracts, check, "harvest.Run", EXTRACTS.days, forget_extracts))
    letters, once = _("L'identifiant d'un envoi signé"), _("ne pas le compter deux fois")
    declare("harvest.deliveries", Rule(letters, once, "harvest.Delivery", DELIVERIES.days, forget_deliveries))


def forget_runs(now: datetime) -> int:
    """Those that readings rest on keep their proof beside the reading."""
    gone = Run.objects.filter(began_at__lt=now - RUNS)
    count = gone.count()
    gone.delete()
    return count


def forget_extracts(now: datetime) -> int:
    return Run.objects.filter(began_at__lt=now - EXTRACTS).exclude(extract="").update(extract="")


def forget_deliveries(now: datetime) -> int:
    return Delivery.objects.filter(received_at__lt=now - DELIVERIES).delete()[0]
