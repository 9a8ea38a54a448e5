from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground import desk, personal
from gamma.ground.retention import Rule, declare

DAYS = 731


class SelectionConfig(AppConfig):
    name = "gamma.cockpit.selection"

    def ready(self) -> None:
        """Say what one may open here, how the journal names it, how long an application not selected is kept."""
        from gamma.cockpit.selection import actions, forms
        from gamma.cockpit.selection.desk import opens
        from gamma.cockpit.selection.personal import HOLDING
        from gamma.ground.audit import words

        personal.declare("selection", HOLDING)
        desk.opening(opens)
        words.declare(
            "selection.call", _("appel à candidatures"), forms.CallForm, {"scores_closed_at": _("Notes closes")}
        )
        words.declare("selection.grid", _("grille"), forms.VersionForm, {"version": _("Version")})
        words.declare("selection.criterion", _("critère de la grille"), forms.CriterionForm)
        what, why = _("Une candidature écartée"), _("répondre de la décision")
        rule = Rule(what, why, "selection.Application", DAYS, lambda now: actions.forget(now=now))
        declare("selection.applications", rule)
