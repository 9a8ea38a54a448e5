"""Which measure feeds an indicator, and from when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gamma.ground.forms.fields import ListedField, MomentField
from gamma.ground.periods import PeriodError, span


class BindingForm(forms.Form):
    """A measure among those that fit, and the day whose period is the first to be read."""

    measure = ListedField(label=_("Mesure"))
    since = MomentField(
        label=_("À partir du"),
        help_text=_("2021, 09/2020 ou 30/09/2020 : la première période relevée est celle de ce jour-là."),
    )

    def __init__(self, data: Any = None, *, measures: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["measure"].list(measures)  # type: ignore[attr-defined]

    def clean_since(self) -> date:
        try:
            return span(self.cleaned_data["since"])[0]
        except PeriodError as error:
            raise forms.ValidationError(str(error)) from error
