"""Forms of these pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class KeyForm(forms.Form):
    """What a key is for."""

    name = forms.CharField(
        label=_("À quoi servira cette clé"), max_length=80, help_text=_("Par exemple : collecte de chaque nuit.")
    )
