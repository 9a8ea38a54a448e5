"""Journal: how what is written of feeds is named there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gamma.ground.audit.words import declare, declare_verbs
from gamma.ground.forms.fields import ListedField
from gamma.instruments.harvest.forms import FeedForm, HostForm, labels
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources import KINDS


def tell() -> None:
    """Say the words of this room: those of every kind, by their fields."""
    own = {name: label for kind in KINDS.values() for name, label in labels(kind).items()}
    kind = ListedField(FeedKind, label=_("Sorte"))
    named: dict[str, Any] = {"enabled": _("Actif"), "secret": _("Secret"), "kind": kind}
    declare("harvest.feed", _("flux"), FeedForm, {**own, **named})
    declare("harvest.host", _("hôte autorisé"), HostForm)
    declare_verbs(**{"asked for": _("a demandé")})
