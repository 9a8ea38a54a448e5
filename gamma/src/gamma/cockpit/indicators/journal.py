"""Journal: how what is written of indicators is named there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gamma.cockpit.indicators.forms.definitions import DefinitionForm, RetirementForm
from gamma.cockpit.indicators.forms.readings import ReadingForm
from gamma.cockpit.indicators.forms.targets import ClaimForm, PastTargetForm
from gamma.cockpit.indicators.lists import Answer, Status
from gamma.ground.audit.words import declare, declare_verbs
from gamma.ground.forms.fields import ListedField

VERBS = {
    "proposed": _("a proposé"),
    "proposed again": _("a proposé de nouveau"),
    "accepted": _("a accepté"),
    "declined": _("n'a pas accepté"),
    "refused": _("a refusé"),
    "revised": _("a révisé"),
    "corrected": _("a corrigé"),
    "withdrawn": _("a retiré"),
    "new version": _("a donné un autre sens à"),
    "imported": _("a importé"),
    "undone": _("a défait"),
}


def tell() -> None:
    """Say the words of this room."""
    declare("indicators.indicator", _("indicateur"), RetirementForm, {"status": ListedField(Status, label=_("État"))})
    declare("indicators.definition", _("définition"), DefinitionForm, {"window": _("Ce que couvre une valeur")})
    declare("indicators.target", _("cible"), PastTargetForm, {"low": _("De"), "high": _("À")})
    answer: dict[str, Any] = {"answer": ListedField(Answer, label=_("Réponse")), "why": _("Raison d'un refus")}
    declare("indicators.targetproposal", _("cible proposée"), PastTargetForm, answer)
    declare("indicators.reading", _("relevé"), ReadingForm, {"withdrawn": _("Retiré")})
    declare("indicators.claim", _("ce que dit un texte"), ClaimForm)
    declare("indicators.unit", _("unité"), labels={"names": _("Noms")})
    counts = {"new": _("Relevés nouveaux"), "changed": _("Relevés corrigés"), "undone_at": _("Défait")}
    declare("indicators.batch", _("import"), labels=counts)
    bound = {"measure": _("Mesure"), "since": _("À partir du"), "asked_on": _("Demandée le")}
    declare("indicators.binding", _("relevé automatique"), labels=bound)
    declare_verbs(**VERBS)
