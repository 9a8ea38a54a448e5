"""The forms of writing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gamma.ground.forms.fields import WordsField


class TextForm(forms.Form):
    """A section, in Markdown."""

    text = WordsField(
        label=_("Texte"),
        required=False,
        rows=16,
        help_text=_(
            "Une ligne vide sépare deux paragraphes. **gras**, *italique*, [lien](https://…), une ligne « - » par "
            "élément d'une liste, « ## » pour un intertitre. Un chiffre s'insère par son nom entre doubles accolades."
        ),
    )


class ReasonForm(forms.Form):
    """Why, in a sentence that is published or read by others."""

    reason = forms.CharField(
        label=_("Raison"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500, required=False
    )


class NoteForm(forms.Form):
    """A note of correction."""

    text = WordsField(label=_("Note"), required=False, rows=5)


class SeenForm(forms.Form):
    """The content that was on the page, by its digest."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen: str, **_options: Any) -> None:
        super().__init__(data, initial={"digest": seen})
