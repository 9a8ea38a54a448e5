"""Phrases: how a mode, and what was counted under it, are said to people."""

from django.conf import settings
from django.utils.translation import gettext as _

from gamma.instruments.audience.lists import Mode
from gamma.instruments.audience.models import Site


def mode_said(mode: Mode) -> str:
    """A mode in words."""
    return _("sans consentement, sans cookie") if mode is Mode.EXEMPT else _("visiteurs qui ont accepté")


def counted_how(site: Site) -> str:
    """What a figure of a site rests on, in a sentence."""
    if site.mode == Mode.EXEMPT:
        return _("Sans cookie : un visiteur est une empreinte de l'adresse raccourcie et du navigateur.")
    return _("Seulement les visiteurs qui ont accepté : un visiteur est un numéro de son navigateur.")


def told_at(key: str) -> str:
    """Where the pages of a site load what they bear, less its extension (`.js`, `.gif`)."""
    return f"{settings.COLLECTOR_URL}/mesure/{key}"
