"""What feeds an indicator, as it is chosen."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gamma.ground.forms.fields import ListedField


class BindingForm(forms.Form):
    """A measure of the house, and the first day that it is to be read for."""

    measure = ListedField(label=_("Mesure"))
    since = forms.DateField(
        label=_("Relever à partir du"), help_text=_("La période dont ce jour fait partie est la première relevée.")
    )

    def __init__(self, data: Any = None, *, choices: Mapping[str, Iterable[tuple[str, str]]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["measure"].list(choices["measure"])  # type: ignore[attr-defined]
