"""Retention: what the audience keeps of visitors, told to the house, which deletes it when its day is past."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gamma.ground.retention import Rule, declare
from gamma.instruments.audience import actions
from gamma.instruments.audience.lists import KEPT_DAYS, PRESENCE_DAYS, Mode

LONGEST_MONTH = 31


def declare_all() -> None:
    """Tell the port what is kept here."""
    counting, again = _("compter les visites, et pouvoir les recompter"), _("compter les visiteurs différents")
    print_, number = _("L'empreinte d'un visiteur, sans cookie"), _("Le numéro d'un visiteur qui a accepté")
    salts = partial(_forget, actions.forget_salts)
    exempt, consented = (partial(_forget, partial(actions.forget_events, mode)) for mode in Mode)
    came, agreed = (partial(_forget, partial(actions.forget_presences, mode)) for mode in Mode)
    declare("audience.salts", Rule(_("Le sel des empreintes"), again, "audience.Salt", LONGEST_MONTH, salts))
    declare("audience.events", Rule(print_, counting, "audience.ExemptEvent", KEPT_DAYS, exempt))
    declare("audience.consented", Rule(number, counting, "audience.ConsentedEvent", KEPT_DAYS, consented))
    declare("audience.presences", Rule(print_, again, "audience.ExemptPresence", KEPT_DAYS + LONGEST_MONTH, came))
    declare("audience.agreed", Rule(number, again, "audience.ConsentedPresence", PRESENCE_DAYS, agreed))


def _forget(forget: Callable[..., int], now: datetime) -> int:
    return forget(today=localdate(now))
