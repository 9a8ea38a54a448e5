"""The forms of the programme: what a person may say of editions, sources, products, levers, and of who takes part."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gamma.cockpit.programme.facts import (
    CriterionFacts,
    EditionFacts,
    LeverFacts,
    PhaseFacts,
    ProductFacts,
    SourceFacts,
)
from gamma.cockpit.programme.lists import LeverKind, MemberRole, PhaseName, SourceKind
from gamma.ground.facts import Facts
from gamma.ground.forms.described import INTO, FactsForm
from gamma.ground.forms.fields import LinesField, ListedField, MomentField, NameField, SeveralField, WordsField

Shape = TypeVar("Shape", bound=Facts)
WHEN = _("Une année, un mois ou un jour : 2020, 09/2020 ou 30/09/2020.")


class PlaceField(ListedField):
    """Where a thing stands among its like: after one of them, or first."""

    def __init__(self) -> None:
        super().__init__(required=False, label=_("Place dans la liste"))

    def list(self, choices: Iterable[tuple[str, Any]]) -> None:
        self.choices = [("", _("en premier")), *((key, _("après : %s") % name) for key, name in choices)]


class ThingForm(FactsForm[Shape]):
    """The address of a thing is asked once, when it is made; fields that describe it not (its place) stay outside."""

    def __init__(self, data: Any = None, *, known: str = "", **options: Any) -> None:
        super().__init__(data, **options)
        self.known = known
        if known:
            self.fields.pop("id", None)

    def said(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The answers that the description takes, and the address it already has."""
        own = {name: value for name, value in cleaned.items() if name.partition(INTO)[0] in self.shape.model_fields}
        return super().said(own) | ({"id": self.known} if self.known else {})

    @property
    def after(self) -> str:
        """What the thing stands after; nothing when it is first."""
        return self.cleaned_data.get("place") or ""


class EditionForm(ThingForm[EditionFacts]):
    shape = EditionFacts
    named_from = "label"
    label = WordsField(rows=1, label=_("Nom"), help_text=_("Tel qu'on le lira partout : « Gamma, saison 3 (2026) »."))
    id = NameField()
    operator = forms.CharField(required=False, max_length=200, label=_("Qui mène le programme"))
    purpose = WordsField(required=False, label=_("Ce que l'édition doit changer"))
    starts = MomentField(label=_("Début"), help_text=WHEN)
    ends = MomentField(label=_("Fin"), help_text=WHEN)


class CriterionForm(ThingForm[CriterionFacts]):
    shape = CriterionFacts
    named_from = "text"
    text = WordsField(label=_("Ce qu'un service doit montrer"))
    id = NameField()
    place = PlaceField()


class SourceForm(ThingForm[SourceFacts]):
    shape = SourceFacts
    named_from = "title"
    title = WordsField(rows=1, label=_("Titre"))
    id = NameField()
    kind = ListedField(SourceKind, label=_("Nature"))
    published = MomentField(required=False, label=_("Publié le"), help_text=WHEN)
    url = forms.CharField(required=False, max_length=200, label=_("Adresse en ligne"), widget=forms.URLInput)
    became = ListedField(required=False, label=_("Publié ensuite sous le nom de"), help_text=_("Pour un brouillon."))
    note = WordsField(required=False, label=_("À savoir"))
    place = PlaceField()


class PhaseForm(ThingForm[PhaseFacts]):
    shape = PhaseFacts
    name = ListedField(PhaseName, label=_("Phase"))
    starts = MomentField(required=False, label=_("Début"), help_text=WHEN)
    ends = MomentField(required=False, label=_("Fin"), help_text=WHEN)
    note = WordsField(required=False, label=_("À savoir"))
    place = PlaceField()


class ProductForm(ThingForm[ProductFacts]):
    shape = ProductFacts
    name = forms.CharField(max_length=200, label=_("Nom du service"))
    id = NameField()
    site = forms.CharField(required=False, max_length=200, label=_("Son site"), widget=forms.URLInput)
    statistics = forms.CharField(
        required=False, max_length=200, label=_("Sa page de statistiques publique"), widget=forms.URLInput
    )
    problem = WordsField(required=False, rows=2, label=_("Le problème public auquel il s'attaque"))
    goal = WordsField(required=False, rows=2, label=_("Ce que l'édition doit changer pour lui"))
    note = WordsField(required=False, label=_("Ce qu'il faut savoir pour lire ses chiffres"))
    sponsors = LinesField(required=False, label=_("Administrations porteuses"), help_text=_("Une par ligne."))
    incubators = LinesField(required=False, label=_("Incubateurs"), help_text=_("Un par ligne."))
    place = PlaceField()


class LeverForm(ThingForm[LeverFacts]):
    shape = LeverFacts
    named_from = "text"
    kind = ListedField(LeverKind, label=_("Sorte de levier"))
    text = WordsField(rows=2, label=_("Ce que l'équipe fait"))
    id = NameField()
    starts = MomentField(required=False, label=_("Début"), help_text=WHEN)
    ends = MomentField(required=False, label=_("Fin"), help_text=WHEN)
    frequency = WordsField(required=False, rows=1, label=_("À quel rythme"))
    sources = SeveralField(label=_("Sources qui en parlent"))
    place = PlaceField()


class PartForm(forms.Form):
    """The part someone takes: a role, and where. `places` is left out where there is but one."""

    role = ListedField(MemberRole, label=_("Rôle"))
    where = ListedField(label=_("Pour"))

    def __init__(
        self, data: Any = None, *, roles: Sequence[tuple[str, Any]], places: Sequence[tuple[str, Any]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["role"].list(roles)  # type: ignore[attr-defined]
        self.fields["where"].list(places)  # type: ignore[attr-defined]
        if len(places) == 1:
            del self.fields["where"]


class InvitationForm(PartForm):
    """Who is invited, and the part they are to take."""

    email = forms.EmailField(max_length=254, label=_("Adresse électronique"))
    name = forms.CharField(
        required=False, max_length=120, label=_("Nom"), help_text=_("La personne pourra l'écrire elle-même.")
    )
    field_order = ("email", "name", "role", "where")
