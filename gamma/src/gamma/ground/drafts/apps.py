from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground.retention import Rule, declare


class DraftsConfig(AppConfig):
    name = "gamma.ground.drafts"

    def ready(self) -> None:
        """Say how long a draft waits for its author."""
        from gamma.ground.drafts import actions

        why = _("retrouver ce que vous aviez commencé à saisir")
        declare("drafts.drafts", Rule(_("Un brouillon"), why, "drafts.Draft", actions.KEPT_DAYS, actions.forget))
