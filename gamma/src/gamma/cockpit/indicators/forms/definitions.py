"""The sheet of an indicator: what it means, where it comes from, who answers for it; and its life."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from gamma.cockpit.indicators.facts import DefinitionFacts, IndicatorFacts, UnitFacts
from gamma.cockpit.indicators.forms.base import PartForm
from gamma.cockpit.indicators.lists import WINDOW_LABELS, Aggregation, Dimension, Direction, Kind, Stage
from gamma.ground.forms.fields import ListedField, MomentField, NameField, NumbersField, WordsField

WINDOWS = [(window.value, label) for window, label in WINDOW_LABELS.items()]
BOUNDS = _("Deux bornes, par exemple 0 à 10.")


class DefinitionForm(PartForm[DefinitionFacts]):
    """What an indicator means."""

    shape = DefinitionFacts
    beside: ClassVar[Sequence[str]] = ("unit_one", "unit_many")

    name = WordsField(rows=1, label=_("Nom"), help_text=_("En français courant : ce que l'on compte, pour qui."))
    why = WordsField(rows=2, required=False, label=_("Pourquoi il compte"))
    kind = ListedField(
        Kind,
        label=_("Nature"),
        help_text=_("Un nombre de personnes différentes ne s'additionne pas d'un mois à l'autre."),
    )
    period = ListedField(WINDOWS, label=_("Ce que couvre une valeur"))
    unit = ListedField(required=False, label=_("Unité"))
    unit_one = WordsField(rows=1, required=False, label=_("Autre unité, au singulier"))
    unit_many = WordsField(rows=1, required=False, label=_("Autre unité, au pluriel"))
    aggregation = ListedField(
        Aggregation, label=_("Pour une période plus longue"), help_text=_("Comment des valeurs en font une seule.")
    )
    direction = ListedField(Direction, required=False, label=_("Sens voulu"))
    stage = ListedField(Stage, required=False, label=_("Étape du parcours"))
    dimension = ListedField(Dimension, required=False, label=_("Dimension de l'impact"))
    numerator = WordsField(rows=1, required=False, label=_("Numérateur, pour un ratio"))
    denominator = WordsField(rows=1, required=False, label=_("Dénominateur, pour un ratio"))
    score__question = WordsField(rows=1, required=False, label=_("Question posée, pour un score"))
    score__scale = NumbersField(required=False, label=_("Échelle du score"), help_text=BOUNDS)
    score__promoters = NumbersField(required=False, label=_("Notes des promoteurs"), help_text=BOUNDS)
    score__passives = NumbersField(required=False, label=_("Notes des passifs"), help_text=BOUNDS)
    score__detractors = NumbersField(required=False, label=_("Notes des détracteurs"), help_text=BOUNDS)
    score__formula = WordsField(rows=1, required=False, label=_("Formule du score"))
    score__range = NumbersField(required=False, label=_("Bornes du score"), help_text=BOUNDS)
    origin = WordsField(
        rows=2,
        required=False,
        label=_("D'où viennent les relevés"),
        help_text=_("Un outil, une requête, un tableau : il le faut pour que l'indicateur soit accepté."),
    )
    owner = forms.CharField(
        required=False,
        max_length=200,
        label=_("Qui en répond"),
        help_text=_("Il le faut pour que l'indicateur soit accepté."),
    )
    since = MomentField(required=False, label=_("Depuis quand"), help_text=_("2020, 09/2020 ou 30/09/2020."))
    change = WordsField(
        rows=2,
        required=False,
        label=_("Ce qui change, et pourquoi"),
        help_text=_("Quand des chiffres ont été relevés sous une autre définition."),
    )

    def clean(self) -> dict[str, Any]:
        """An unit of one's own is named in the singular and in the plural."""
        cleaned = super().clean()
        one, many = cleaned.get("unit_one"), cleaned.get("unit_many")
        if bool(one) != bool(many) or (one and cleaned.get("unit")):
            text = _("Une autre unité s'écrit au singulier et au pluriel, sans en choisir une dans la liste.")
            self.add_error("unit_many", text)
        return cleaned

    @property
    def own_unit(self) -> UnitFacts | None:
        """The unit that was made here, when none was chosen."""
        one, many = self.cleaned_data.get("unit_one"), self.cleaned_data.get("unit_many")
        return UnitFacts(fr=_pair(one, many, "fr"), en=_pair(one, many, "en")) if one and many else None


class ProposalForm(DefinitionForm):
    """An indicator that does not exist yet: what it means, and the place it takes."""

    beside = (*DefinitionForm.beside, "id", "context", "supports")
    indicator: IndicatorFacts

    id = NameField()
    context = forms.BooleanField(
        required=False,
        label=_("C'est une série à l'appui, ou un chiffre de contexte : on ne la suit pas pour elle-même"),
    )
    supports = ListedField(required=False, label=_("À l'appui de quel indicateur"))

    field_order = ("name", "id", "why", "context", "supports")

    def clean(self) -> dict[str, Any]:
        """Describe the indicator as well, once its definition is."""
        cleaned = super().clean()
        if not self.errors:
            self._place(cleaned)
        return cleaned

    def _place(self, cleaned: Mapping[str, Any]) -> None:
        said = {
            "id": cleaned.get("id") or self._name_made(cleaned),
            "followed": not cleaned["context"],
            "supports": cleaned.get("supports"),
            "definitions": [self.described],
        }
        try:
            self.indicator = IndicatorFacts.model_validate(said)
        except ValidationError:
            self.add_error("id", _("Cette adresse ne convient pas : lettres sans accent, chiffres et tirets."))


class ReasonForm(forms.Form):
    """Why something is not accepted, or withdrawn."""

    reason = WordsField(rows=2, label=_("Raison"), help_text=_("Elle reste lisible à côté du chiffre."))


class RetirementForm(forms.Form):
    """Why an indicator is followed no more, and what replaces it."""

    reason = WordsField(rows=3, label=_("Pourquoi on ne le suit plus"))
    successor = ListedField(label=_("Ce qui le remplace"))

    def __init__(self, data: Any = None, *, others: Any = (), reasoned: bool = True, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["successor"].list([("none", _("rien ne le remplace")), *others])  # type: ignore[attr-defined]
        self.fields["reason"].required = reasoned


def _pair(one: Mapping[str, str], many: Mapping[str, str], language: str) -> list[str]:
    """A unit without English is told in French: no one is made to translate."""
    return [words.get(language) or words["fr"] for words in (one, many)]
