from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground import desk, personal
from gamma.ground.retention import Rule, declare

DAYS = 731


class SelectionConfig(AppConfig):
    name = "gamma.cockpit.selection"

    def ready(self) -> None:
        """Say what one may open here, and how long an application that was not selected is kept."""
        from gamma.cockpit.selection import actions
        from gamma.cockpit.selection.desk import opens
        from gamma.cockpit.selection.personal import HOLDING

        personal.declare("selection", HOLDING)
        desk.opening(opens)
        what, why = _("Une candidature écartée"), _("répondre de la décision")
        rule = Rule(what, why, "selection.Application", DAYS, lambda now: actions.forget(now=now))
        declare("selection.applications", rule)
