"""A target as it is proposed, answered, or recorded as it was."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gamma.cockpit.indicators.facts import ClaimFacts, TargetFacts
from gamma.cockpit.indicators.forms.base import PartForm
from gamma.cockpit.indicators.lists import Answer, Basis, Precision, SetAt
from gamma.ground.forms.fields import ListedField, MomentField, NameField, NumberField, NumbersField, WordsField

DATES = _("2020, 09/2020 ou 30/09/2020 ; un mois ou une année finissent leur dernier jour.")


class TargetForm(PartForm[TargetFacts]):
    """What is to be reached, by when, from where, and why that much."""

    shape = TargetFacts
    value = NumberField(required=False, label=_("Valeur à atteindre"))
    band = NumbersField(
        required=False, label=_("Ou bornes où rester"), help_text=_("Pour maintenir : deux nombres, 35 à 45.")
    )
    due = MomentField(label=_("Échéance"), help_text=DATES)
    period = MomentField(
        required=False, label=_("Période visée"), help_text=_("Si ce n'est pas celle qui finit à l'échéance.")
    )
    baseline = ListedField(required=False, label=_("Valeur de départ"))
    set_at = ListedField(SetAt, label=_("Fixée"))
    rationale = WordsField(rows=3, required=False, label=_("Pourquoi cette cible"))
    reason = WordsField(rows=2, label=_("Raison de la révision"), help_text=_("L'ancienne cible reste lisible."))


class PastTargetForm(TargetForm):
    """A target of an edition that is over, with who set it and where it was read."""

    named_from = "due"

    id = NameField(max_length=40)
    text = WordsField(
        rows=2, required=False, label=_("Ce qui a été dit"), help_text=_("Quand aucun nombre n'a été publié.")
    )
    set_on = MomentField(required=False, label=_("Fixée le"), help_text=_("2020, 09/2020 ou 30/09/2020."))
    set_by = forms.CharField(required=False, max_length=200, label=_("Fixée par"))
    accepted_by = forms.CharField(required=False, max_length=200, label=_("Acceptée par"))
    version = ListedField(label=_("Définition"))
    source = ListedField(label=_("Source"))

    field_order = ("id",)


class AnswerForm(forms.Form):
    """What a sponsor answers to a target that is proposed."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        widget=forms.RadioSelect,
        choices=[(Answer.ACCEPTED, _("J'accepte cette cible")), (Answer.REFUSED, _("Je ne l'accepte pas"))],
    )
    why = WordsField(rows=2, required=False, label=_("Raison d'un refus"))

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Answer.REFUSED and not cleaned.get("why"):
            self.add_error("why", _("Un refus dit sa raison : l'équipe en a besoin pour proposer autre chose."))
        return cleaned


class ClaimForm(PartForm[ClaimFacts]):
    """What a text says of an indicator, beside its readings."""

    shape = ClaimFacts
    text = WordsField(rows=2, label=_("Ce que dit le texte"))
    source = ListedField(label=_("Source"))
    made = MomentField(required=False, label=_("Dit le"), help_text=_("2020, 09/2020 ou 30/09/2020."))
    factor = NumberField(required=False, label=_("Multiplié par"))
    percent = NumberField(required=False, label=_("Variation, en pour cent"))
    basis = ListedField(Basis, required=False, label=_("Par rapport à"))
    precision = ListedField(Precision, label=_("Précision"), initial=Precision.EXACT)
    target = ListedField(required=False, label=_("Cible dite atteinte"))
    caveat = WordsField(rows=2, required=False, label=_("Réserve de la source"))
