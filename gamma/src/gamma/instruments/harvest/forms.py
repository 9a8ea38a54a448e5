"""Forms of feeds: what all have in common, and the fields that each kind declares in its own file."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import create_model
from pydantic.fields import FieldInfo

from gamma.ground.facts import Facts
from gamma.ground.forms.described import INTO, FactsForm
from gamma.ground.forms.fields import ListedField, MomentField, NumberField
from gamma.instruments.harvest.facts import FeedFacts, HostFacts
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources import kind_of
from gamma.instruments.harvest.sources.kinds import Asked, Kind

PARAMETERS = f"parameters{INTO}"
TIMES = ("first", "delay", "patience", "owner")
LATE = _("Après tant de jours de retard, la personne qui veille est prévenue, une fois.")
KEPT = _("Il est gardé chiffré et ne sera plus jamais montré. Laissé vide, celui qui est enregistré reste.")
BEGUN = _("Vide : la dernière période finie. Un mois : 09/2020. Tout ce qui suit sera relevé.")


class HostForm(FactsForm[HostFacts]):
    """A host that may be asked."""

    shape = HostFacts
    name = forms.CharField(
        max_length=260, label=_("Hôte"), help_text=_("Par exemple stats.example.org, sans https:// ni chemin.")
    )
    why = forms.CharField(max_length=200, required=False, label=_("Pourquoi"))


class FeedForm(FactsForm[FeedFacts]):
    """What all kinds ask for; `form_of` puts the fields of a kind in the middle."""

    shape = FeedFacts
    named_from = "title"
    title = forms.CharField(
        max_length=200, label=_("Nom"), help_text=_("Par exemple : Visites mensuelles, par Matomo.")
    )
    indicator = ListedField(label=_("Indicateur"))
    first = MomentField(required=False, label=_("Première période"), help_text=BEGUN)
    delay = NumberField(label=_("Jours d'attente après la fin d'une période"), initial=1)
    patience = NumberField(label=_("Jours de retard tolérés"), initial=3, help_text=LATE)
    owner = ListedField(required=False, label=_("Qui veille sur ce flux"))

    def said(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The secret is no part of the description; a kind may ask for nothing."""
        told = super().said({name: value for name, value in cleaned.items() if name != "secret"})
        return {"parameters": {}, **told}

    @property
    def secret(self) -> str:
        """What was typed, if anything."""
        return str(self.cleaned_data.get("secret", ""))


@cache
def form_of(word: FeedKind) -> type[FeedForm]:
    """The form of a kind: its own fields between what a feed is and when it is read."""
    kind = kind_of(word)
    base = FeedForm.base_fields
    own = {PARAMETERS + name: _field(told) for name, told in _ordered(kind.facts)}
    secret = {"secret": _secret(kind)} if kind.secret else {}
    fields = {**{name: base[name] for name in base if name not in TIMES}, **own, **secret}
    shape = create_model(f"{word.title()}Feed", __base__=FeedFacts, parameters=(kind.facts, ...))
    form: type[FeedForm] = type(f"{word.title()}Form", (FeedForm,), {"shape": shape, **own, **secret})
    form.base_fields = {**fields, **{name: base[name] for name in TIMES}}
    return form


def labels(kind: Kind) -> dict[str, Any]:
    """What the fields of a kind are called."""
    return {name: _asked(told).label for name, told in kind.facts.model_fields.items()}


def _ordered(facts: type[Facts]) -> list[tuple[str, FieldInfo]]:
    """What must be said first."""
    return sorted(facts.model_fields.items(), key=lambda pair: not pair[1].is_required())


def _field(told: FieldInfo) -> forms.Field:
    asked, required = _asked(told), told.is_required()
    options: dict[str, Any] = {"label": asked.label, "help_text": asked.hint, "required": required}
    if not required:
        options["initial"] = told.default
    if get_origin(told.annotation) is Literal:
        return ListedField([(one, one) for one in get_args(told.annotation)], **{**options, "required": True})
    if told.annotation is int:
        return NumberField(**options)
    widget = forms.Textarea(attrs={"rows": 8}) if asked.lines else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=8_000 if asked.lines else 500, widget=widget, **options)


def _asked(told: FieldInfo) -> Asked:
    return next(one for one in told.metadata if isinstance(one, Asked))


def _secret(kind: Kind) -> forms.Field:
    hint = f"{kind.secret_hint} {KEPT}".strip()
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=2_000, required=False, label=kind.secret, help_text=hint, widget=widget)
