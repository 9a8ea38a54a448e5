"""The forms of an import: the file, then which of its columns says what."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import WINDOW_LABELS
from gamma.cockpit.reports.importing.table import Table, table_of
from gamma.ground.faults import Fault, Refused
from gamma.ground.forms.fields import ListedField
from gamma.ground.periods import Window

HEAVIEST = 20_000_000
COLUMN, FIXED = ":", "="
"""Before what is chosen: a column of the file, or what holds for all its rows."""

ASKED = {
    "indicator": gettext_lazy("Indicateur"),
    "period": gettext_lazy("Période"),
    "spans": gettext_lazy("Les dates de la colonne période désignent"),
    "value": gettext_lazy("Valeur"),
    "source": gettext_lazy("Source"),
    "version": gettext_lazy("Définition"),
    "precision": gettext_lazy("Précision"),
    "numerator": gettext_lazy("Numérateur"),
    "n": gettext_lazy("Nombre de réponses, ou dénominateur"),
    "provisional": gettext_lazy("Provisoire"),
    "taken_on": gettext_lazy("Relevé le"),
    "tool": gettext_lazy("Outil de mesure"),
    "evidence": gettext_lazy("Où dans la source"),
    "text": gettext_lazy("Ce qui est dit sans nombre"),
    "note": gettext_lazy("Ce qu'il faut savoir"),
    "product": gettext_lazy("Service"),
    "reason": gettext_lazy("Raison des corrections"),
}
NEEDED = ("indicator", "period", "source")
SPANS = (Window.DAY, Window.WEEK, Window.MONTH, Window.QUARTER, Window.YEAR, Window.INSTANT, Window.ROLLING)
Choices = Sequence[tuple[str, str]]


class UploadForm(forms.Form):
    """The file of readings; one that cannot be read is refused at once."""

    file = forms.FileField(
        label=gettext_lazy("Fichier CSV ou XLSX"),
        help_text=gettext_lazy("Une ligne par relevé, les noms des colonnes sur la première. 20 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    body: bytes
    table: Table

    def clean_file(self) -> Any:
        """Read the file: what keeps it from being read is told here, with the mend."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > HEAVIEST:
            raise forms.ValidationError(_("Le fichier pèse plus de 20 Mo : le couper en plusieurs, l'en-tête répété."))
        self.body = file.read()
        try:
            self.table = table_of(file.name or "", self.body)
        except Refused as refused:
            raise forms.ValidationError([_told(fault) for fault in refused.faults]) from refused
        return file


class LayoutForm(forms.Form):
    """Which column says what, or what holds for all rows; the reason of all corrections may be typed."""

    reason_for_all = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Raison, pour toutes les corrections"),
        help_text=gettext_lazy("Un relevé déjà connu avec une autre valeur ne change qu'avec une raison."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        header: Iterable[str],
        fixed: Mapping[str, Choices],
        sheets: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        columns = [
            (COLUMN + name, _("colonne « %(name)s »") % {"name": name}) for name in dict.fromkeys(header) if name
        ]
        reason = self.fields.pop("reason_for_all")
        if len(sheets) > 1:
            self.fields["sheet"] = ListedField([(name, name) for name in sheets], label=_("Feuille"))
        for name, label in ASKED.items():
            known = [(FIXED + slug, _("toujours : %(what)s") % {"what": said}) for slug, said in fixed.get(name, ())]
            asked = _spans() if name == "spans" else [*columns, *known]
            self.fields[name] = ListedField(asked, label=label, required=name in NEEDED)
        self.fields["reason_for_all"] = reason

    def clean(self) -> dict[str, Any]:
        """A reading is a number, or words."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("value") and not cleaned.get("text"):
            self.add_error("value", _("Choisir la colonne qui donne la valeur."))
        return cleaned


def _told(fault: Fault) -> str:
    place = _("ligne %(line)s") % {"line": fault.line} + " : " if fault.line else ""
    return f"{place}{fault.what}" + (f" – {fault.mend}" if fault.mend else "")


def _spans() -> Choices:
    return [(window.value, str(WINDOW_LABELS[window])) for window in SPANS]
