from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground import desk, personal
from gamma.ground.retention import Rule, declare


class IndicatorsConfig(AppConfig):
    name = "gamma.cockpit.indicators"

    def ready(self) -> None:
        """Say what awaits a person here, how the journal names what is written, how long a file waits."""
        from gamma.cockpit.indicators import actions, journal
        from gamma.cockpit.indicators.desk import asks, opens
        from gamma.cockpit.indicators.personal import HOLDING

        personal.declare("indicators", HOLDING)
        journal.tell()
        desk.asking(asks)
        desk.opening(opens)

        what, why = _("Un fichier de relevés apporté"), _("montrer ce qu'il donnerait avant de l'enregistrer")
        declare("indicators.uploads", Rule(what, why, "indicators.Upload", 1, actions.forget_uploads))
