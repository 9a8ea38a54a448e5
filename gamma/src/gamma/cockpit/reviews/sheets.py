"""Sheets: the two forms that are filled in whole — what a review decides of every indicator, and the forecast."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from gamma.cockpit.indicators.lists import Stage
from gamma.cockpit.reviews.facts import ChoiceFacts, ForecastFacts
from gamma.cockpit.reviews.lists import Choice
from gamma.ground.forms.fields import ListedField, NumberField, WordsField, figure

Choices = Sequence[tuple[str, Any]]


class DecidingForm(forms.Form):
    """What a review decides of each indicator; `described` holds those of which it decides something.

    `excused` is whether a reason may be missing: it may, where it was never published, and where nothing changes.
    """

    described: dict[str, ChoiceFacts]

    def __init__(
        self, data: Any = None, *, indicators: Mapping[str, str], successors: Choices, excused: bool, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.indicators, self.excused = indicators, excused
        for slug in indicators:
            others = [one for one in successors if one[0] != slug]
            self.fields[f"decided_{slug}"] = ListedField(Choice, label=_("Décision"), required=False)
            self.fields[f"reason_{slug}"] = WordsField(label=_("Raison"), required=False, rows=2)
            self.fields[f"successor_{slug}"] = ListedField(others, label=_("Remplacé par"), required=False)

    def clean(self) -> dict[str, Any]:
        """Gather the choices; each lack is said beside its field."""
        cleaned = super().clean() or self.cleaned_data
        self.described = {slug: choice for slug in self.indicators if (choice := self._choice(slug, cleaned))}
        return cleaned

    def _choice(self, slug: str, cleaned: Mapping[str, Any]) -> ChoiceFacts | None:
        decided, reason = cleaned.get(f"decided_{slug}"), cleaned.get(f"reason_{slug}") or {}
        successor = cleaned.get(f"successor_{slug}") if decided == Choice.REPLACE else None
        if not decided:
            return None
        if not reason and not self.excused and decided != self.initial.get(f"decided_{slug}"):
            self.add_error(f"reason_{slug}", gettext("Dire pourquoi : c'est ce qui se perd le plus vite."))
        if decided == Choice.REPLACE and not successor:
            self.add_error(f"successor_{slug}", gettext("Choisir le remplaçant, ou abandonner sans successeur."))
        return ChoiceFacts(decided=decided, reason=reason, successor=successor)

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields of each indicator, with its address and its name."""
        names = ("decided", "reason", "successor")
        return [(slug, name, [self[f"{one}_{slug}"] for one in names]) for slug, name in self.indicators.items()]


class ForecastForm(forms.Form):
    """The whole table: a cell for each stage and month, or lines pasted from a spreadsheet, which win over cells."""

    described: list[ForecastFacts]

    def __init__(self, data: Any = None, *, months: Mapping[str, str], indicators: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.months = months
        for stage in Stage:
            for month, words in months.items():
                label = f"{stage.label}, {words}"
                self.fields[f"{stage.value}_{month}"] = NumberField(label=label, required=False)
            self.fields[f"indicator_{stage.value}"] = ListedField(
                indicators, label=gettext("Indicateur de l'étape %(stage)s") % {"stage": stage.label}, required=False
            )
            self.fields[f"means_{stage.value}"] = forms.CharField(
                label=gettext("Moyens de l'étape %(stage)s") % {"stage": stage.label}, max_length=300, required=False
            )
        self.fields["pasted"] = forms.CharField(
            label=_("Coller depuis un tableur"),
            help_text=_(
                "Une ligne par étape, dans l'ordre, six nombres par ligne. Ce qui est collé remplace les cases."
            ),
            widget=forms.Textarea(attrs={"rows": 5, "wrap": "off"}),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Make the stages; a number that is none is said beside its cell."""
        cleaned = super().clean() or self.cleaned_data
        pasted = self._pasted(cleaned.get("pasted") or "")
        self.described = [self._stage(stage, cleaned, pasted.get(stage)) for stage in Stage] if not self.errors else []
        return cleaned

    def _pasted(self, text: str) -> dict[Stage, list[str]]:
        lines = [part.split("\t") for part in text.splitlines() if part.strip()]
        if any(len(cells) != len(self.months) for cells in lines) or len(lines) > len(Stage):
            self.add_error(
                "pasted", gettext("Attendu : six nombres par ligne, séparés par des tabulations, cinq lignes au plus.")
            )
            return {}
        return dict(zip(Stage, lines, strict=False))

    def _stage(self, stage: Stage, cleaned: Mapping[str, Any], pasted: list[str] | None) -> ForecastFacts:
        typed = [cleaned.get(f"{stage.value}_{month}") for month in self.months]
        cells = [figure(cell) for cell in pasted] if pasted else typed
        said = {month: cell for month, cell in zip(self.months, cells, strict=True) if cell}
        about = {name: cleaned.get(f"{name}_{stage.value}") for name in ("indicator", "means")}
        try:
            return ForecastFacts.model_validate({"stage": stage, "months": said, **about})
        except ValidationError as wrong:
            for error in wrong.errors():
                name = "pasted" if pasted else f"{stage.value}_{error['loc'][1]}"
                told = gettext("“%(text)s” n'est pas un nombre : écrire les chiffres seuls, par exemple 46 000.")
                self.add_error(name, told % {"text": error["input"]})
            return ForecastFacts(stage=stage)

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField], list[forms.BoundField]]]:
        """Each stage by its name: its cells, then its means and its indicator."""
        return [
            (
                str(stage.label),
                [self[f"{stage.value}_{month}"] for month in self.months],
                [self[f"means_{stage.value}"], self[f"indicator_{stage.value}"]],
            )
            for stage in Stage
        ]
