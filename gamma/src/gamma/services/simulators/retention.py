"""Retention: what the simulators keep of people, told to the house, which deletes it when its day is past."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gamma.ground.retention import Rule, declare
from gamma.services.simulators import actions


def declare_all() -> None:
    """Tell the port what is kept here."""
    what, why = _("Une simulation gardée à votre demande"), _("vous la rendre par son lien")
    declare("simulators.saved", Rule(what, why, "simulators.Saved", actions.KEPT.days, _forget))


def _forget(now: datetime) -> int:
    return actions.forget_expired(on=localdate(now))
