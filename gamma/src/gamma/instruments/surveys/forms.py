"""What the team fills in: a survey, a question, a wave, the addresses of who is invited."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gamma.ground.forms.described import FactsForm
from gamma.ground.forms.fields import (
    LinesField,
    ListedField,
    MomentField,
    NameField,
    NumberField,
    SeveralField,
    WordsField,
)
from gamma.instruments.surveys.facts import QuestionFacts, SurveyFacts, WaveFacts
from gamma.instruments.surveys.lists import Channel, QuestionKind

HEAVY = 2_000_000  # bytes of a file of addresses


class SurveyForm(FactsForm[SurveyFacts]):
    shape = SurveyFacts
    named_from = "title"
    title = WordsField(rows=1, label=_("Titre"))
    intro = WordsField(
        label=_("Introduction"), required=False, help_text=_("Qui demande, pourquoi, en combien de temps.")
    )
    thanks = WordsField(
        label=_("Remerciement"), required=False, help_text=_("Ce qui se lit une fois la réponse envoyée.")
    )
    public = forms.BooleanField(
        label=_("Les résultats des vagues closes sont publics"),
        required=False,
        help_text=_("Les effectifs de moins de 5 personnes n'y sont pas montrés, ni les réponses libres."),
    )
    id = NameField()


class QuestionForm(FactsForm[QuestionFacts]):
    shape = QuestionFacts
    named_from = "label"
    label = WordsField(rows=2, label=_("Question"))
    kind = ListedField(QuestionKind, label=_("Comment on y répond"))
    choices = LinesField(
        label=_("Réponses à choisir"),
        required=False,
        help_text=_("Une par ligne, suivie si l'on veut de l'anglais après une barre : « Pertinente | Relevant »."),
    )
    required = forms.BooleanField(label=_("Il faut y répondre"), required=False)
    id = NameField(max_length=40)


def day(label: Any, **options: Any) -> MomentField:
    """A day of the calendar, by the browser's own control."""
    return MomentField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class WaveForm(FactsForm[WaveFacts]):
    shape = WaveFacts
    opens = day(_("Premier jour"))
    closes = day(_("Dernier jour"))
    channels = SeveralField(
        label=_("Par quels canaux"),
        required=True,
        choices=Channel.choices,
        help_text=_("Deux vagues ne se comparent que si elles ont les mêmes."),
    )
    reminds = day(
        _("Relance"), required=False, help_text=_("Une seule, de qui est invité par courriel et n'a pas répondu.")
    )
    who = WordsField(label=_("Qui est interrogé"), required=False, rows=2)
    asked = NumberField(
        label=_("Combien de personnes sont interrogées"),
        required=False,
        help_text=_("Si on le sait ; les lettres, elles, sont comptées."),
    )
    population = NumberField(
        label=_("Combien elles sont en tout"),
        required=False,
        help_text=_("La population d'où viennent les réponses, si on la connaît : l'intervalle en est plus étroit."),
    )
    id = NameField(max_length=40, required=True, help_text=_("Par exemple 2026-03. Elle ne change plus."))


class AddressesForm(forms.Form):
    """Addresses, typed or in a file. Sent with a file, such a form leaves no draft: addresses are nobody's to keep."""

    text = forms.CharField(
        label=_("Adresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Collées d'un tableau ou d'un carnet : tout ce qui n'est pas une adresse est laissé de côté."),
    )
    file = forms.FileField(label=_("Ou un fichier CSV"), required=False)

    def clean(self) -> dict[str, Any]:
        """Put together what was typed and what the file says."""
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and file.size > HEAVY:
            self.add_error("file", _("Ce fichier dépasse 2 Mo : le couper en plusieurs."))
            return cleaned
        told = file.read().decode("utf-8", "replace") if file else ""
        self.addresses = f"{cleaned.get('text') or ''}\n{told}"
        if not self.addresses.strip():
            self.add_error("text", _("Coller des adresses, ou choisir un fichier."))
        return cleaned
