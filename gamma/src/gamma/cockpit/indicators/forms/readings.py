"""A reading as it is typed, or corrected."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.forms.base import PartForm
from gamma.cockpit.indicators.lists import Precision
from gamma.ground.forms.fields import ListedField, MomentField, NumberField, WordsField

PERIODS = _("Un mois : 09/2020. Une semaine : 2020-W36. Un jour : 30/09/2020. Un instant : at 2020-09-30.")


class ReadingForm(PartForm[ReadingFacts]):
    """What was read, of what, where and when."""

    shape = ReadingFacts
    period = MomentField(label=_("Période"), help_text=PERIODS)
    version = ListedField(label=_("Définition"))
    value = NumberField(required=False, label=_("Valeur"))
    precision = ListedField(Precision, label=_("Précision"), initial=Precision.EXACT)
    numerator = NumberField(required=False, label=_("Numérateur"))
    n = NumberField(required=False, label=_("Nombre de réponses, ou dénominateur"))
    provisional = forms.BooleanField(required=False, label=_("Ce chiffre peut encore changer"))
    source = ListedField(label=_("Source"))
    taken_on = MomentField(required=False, label=_("Relevé le"), help_text=_("2020, 09/2020 ou 30/09/2020."))
    tool = forms.CharField(required=False, max_length=80, label=_("Outil de mesure"))
    evidence = forms.CharField(required=False, max_length=300, label=_("Où dans la source, ou comment il a été obtenu"))
    text = WordsField(
        rows=2, required=False, label=_("Ce qui est dit"), help_text=_("Seulement quand il n'y a pas de nombre.")
    )
    note = WordsField(rows=2, required=False, label=_("Ce qu'il faut en savoir"))
    reason = WordsField(rows=2, label=_("Raison de la correction"), help_text=_("L'ancienne valeur reste lisible."))

    def said(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Words without a number are of no precision: that need not be typed."""
        said = super().said(cleaned)
        return said if "value" in said or "text" not in said else {**said, "precision": Precision.UNSTATED.value}
