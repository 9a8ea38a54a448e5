"""Closed lists: what is counted of the simulators."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class What(TextChoices):
    """A gesture that leaves no row of its own."""

    EMBEDDED = "embedded", _("simulateur affiché dans la page d'un autre site")
    STARTED = "started", _("simulation commencée")
    FINISHED = "finished", _("simulation menée à son terme")
    CALLED = "called", _("calcul demandé par l'API")
