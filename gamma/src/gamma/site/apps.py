from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gamma.ground.design.menus import Entry, declare


class SiteConfig(AppConfig):
    name = "gamma.site"

    def ready(self) -> None:
        """Say what the menus of every page hold."""
        declare("main", Entry(_("Simulateurs"), "simulators:index"), Entry(_("Éditions"), "reports:editions"))
        declare(
            "footer",
            Entry(_("Guide"), "guide"),
            Entry(_("Appels à candidatures"), "selection:calls"),
            Entry(_("Mentions légales"), "legal"),
            Entry(_("Accessibilité"), "accessibility"),
            Entry(_("Données personnelles"), "privacy"),
            Entry(_("Sécurité"), "security"),
        )
