"""The settings of a site, as they are typed."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from gamma.ground.forms.described import FactsForm
from gamma.instruments.audience.facts import SiteFacts
from gamma.instruments.audience.lists import Mode
from gamma.instruments.audience.models import Site

MODES = [
    (Mode.EXEMPT.value, _("Sans consentement, sans cookie")),
    (Mode.CONSENTED.value, _("Avec consentement : seulement qui a accepté")),
]


class SiteForm(FactsForm[SiteFacts]):
    """Lists are typed one a line."""

    shape = SiteFacts
    mode = forms.ChoiceField(choices=MODES, label=_("Mode"))
    hosts = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Où sont les pages"),
        help_text=_("Un nom d'hôte par ligne : mon-service.fr. Ce qui vient d'ailleurs n'est pas compté."),
    )
    actions = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        label=_("Gestes à compter"),
        help_text=_(
            "Un par ligne, comme on le dira : Prise de contact. Pour lui choisir un nom : contact = Prise de contact."
        ),
    )
    open = forms.BooleanField(required=False, initial=True, label=_("La mesure est ouverte"))

    def said(self, cleaned: Any) -> dict[str, Any]:
        """Lines become a list of hosts, and gestures by their names."""
        hosts = [line.strip() for line in cleaned["hosts"].splitlines() if line.strip()]
        return {
            "mode": cleaned["mode"],
            "hosts": hosts,
            "actions": dict(map(_gesture, filter(str.strip, cleaned["actions"].splitlines()))),
            "open": cleaned["open"],
        }


def _gesture(line: str) -> tuple[str, str]:
    name, equals, label = (part.strip() for part in line.partition("="))
    return (name, label) if equals else (slugify(name)[:40], name)


def typed(site: Site) -> dict[str, Any]:
    """What is recorded, as it is typed."""
    gestures = [f"{name} = {label}" for name, label in sorted(site.actions.items())]
    return {"mode": site.mode, "hosts": "\n".join(site.hosts), "actions": "\n".join(gestures), "open": site.open}
