from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground import personal, retention


class AccountsConfig(AppConfig):
    name = "gamma.ground.accounts"

    def ready(self) -> None:
        """Say what accounts hold about a person, and how long what serves no one waits."""
        from gamma.ground.accounts import actions, queries

        personal.declare("accounts", personal.Holding(queries.identity, lambda _person: None))
        what, why = _("Un compte jamais utilisé"), _("vous laisser le temps de venir")
        unused = retention.Rule(what, why, "accounts.Person", actions.UNUSED_DAYS, actions.forget_unused)
        retention.declare("accounts.unused", unused)
        what, why = _("Une session de connexion"), _("ne pas vous demander un code à chaque page")
        over = retention.Rule(what, why, "sessions.Session", actions.SESSION_DAYS, actions.forget_sessions)
        retention.declare("sessions.sessions", over)
