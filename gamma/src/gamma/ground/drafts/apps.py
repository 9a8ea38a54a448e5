from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground import personal, retention


class DraftsConfig(AppConfig):
    name = "gamma.ground.drafts"

    def ready(self) -> None:
        """Say what drafts hold about a person, and how long one waits for its author."""
        from gamma.ground.drafts import actions, queries

        personal.declare("drafts", personal.Holding(queries.kept, actions.drop_all))
        why = _("retrouver ce que vous aviez commencé à saisir")
        rule = retention.Rule(_("Un brouillon"), why, "drafts.Draft", actions.KEPT_DAYS, actions.forget)
        retention.declare("drafts.drafts", rule)
