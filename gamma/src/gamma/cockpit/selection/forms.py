"""Forms of the selection: each makes one description of `facts`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.programme.lists import PhaseName
from gamma.cockpit.selection.facts import (
    ApplicationFacts,
    CallFacts,
    CriterionFacts,
    DecisionFacts,
    RecusalFacts,
    SheetFacts,
    StagesFacts,
)
from gamma.cockpit.selection.lists import Mark, Outcome, Stage
from gamma.cockpit.selection.models import LARGEST, Application, Criterion
from gamma.cockpit.selection.queries.applications import Answer
from gamma.ground.accounts.models import Person
from gamma.ground.forms.described import INTO, FactsForm
from gamma.ground.forms.fields import (
    LinesField,
    ListedField,
    MomentField,
    NameField,
    NumberField,
    SeveralField,
    WordsField,
)
from gamma.ground.texts import chosen


class ToSend(forms.CharField):
    """A text that must be there to send an application, and may be missing from a draft."""

    def validate(self, value: Any) -> None:
        """A draft says what it can."""


class ListedToSend(ListedField):
    """The same for a word of a closed list."""

    def list(self, choices: Iterable[tuple[str, Any]]) -> None:
        self.choices = [("", "–"), *choices]

    def clean(self, value: Any) -> Any:
        return super().clean(value) if value else None


def prose(
    label: Any, hint: Any = "", *, rows: int = 4, required: bool = False, to_send: bool = False
) -> forms.CharField:
    """A text in the words of who writes it."""
    area = forms.Textarea(attrs={"rows": rows})
    kind = ToSend if to_send else forms.CharField
    return kind(label=label, help_text=hint, widget=area, required=required or to_send, max_length=LARGEST)


def a_day(label: Any, hint: Any = "") -> MomentField:
    """A day, chosen in the calendar of the browser."""
    return MomentField(label=label, help_text=hint, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def named(*path: object) -> str:
    """The field that holds a part of a description."""
    return INTO.join(str(step) for step in path)


class PartsForm(FactsForm[Any]):
    """A form whose fields are three steps deep: what is wrong with one is said beside it."""

    def _field_at(self, place: tuple[int | str, ...]) -> str | None:
        steps = [str(step) for step in place]
        whole = [named(*steps[:count]) for count in range(len(steps), 0, -1)]
        inside = [name for name in self.fields if steps and name.startswith(named(*steps, ""))]
        return next((name for name in [*whole, *inside] if name in self.fields), None)


class CallForm(FactsForm[CallFacts]):
    """The dates and the text of a call."""

    shape = CallFacts
    opens = a_day(gettext_lazy("Ouverture"), gettext_lazy("Premier jour."))
    closes = a_day(gettext_lazy("Clôture"), gettext_lazy("Dernier jour, compris."))
    text = WordsField(
        label=gettext_lazy("Texte de l'appel"),
        rows=10,
        help_text=gettext_lazy(
            "Qui peut candidater, ce que le programme apporte, ce qu'il demande. Markdown possible."
        ),
    )


class CriterionForm(FactsForm[CriterionFacts]):
    """A criterion of the grid; its address is only chosen when it is made."""

    shape = CriterionFacts
    named_from = "text"
    text = WordsField(label=gettext_lazy("Critère"), rows=2)
    evidence = WordsField(
        label=gettext_lazy("Preuve demandée"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Ce qui peut le montrer : une page, un chiffre, une lettre."),
    )
    weight = NumberField(label=gettext_lazy("Poids"), initial=1, help_text=gettext_lazy("De 1 à 5."))
    id = NameField(max_length=40)

    def __init__(self, *args: Any, address: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.address = address
        if address:
            del self.fields["id"]

    def said(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return super().said(cleaned) | ({"id": self.address} if self.address else {})


class VersionForm(forms.Form):
    """Why the grid must change after scores were given."""

    reason = prose(gettext_lazy("Pourquoi une nouvelle version ?"), required=True)


class ApplicationForm(PartsForm):
    """An application; for each criterion, what shows it: a text, a link or both."""

    shape = ApplicationFacts
    product = forms.CharField(label=gettext_lazy("Nom du service"), max_length=200)
    site = forms.CharField(
        label=gettext_lazy("Adresse du service"), required=False, max_length=200, help_text="https://…"
    )
    sponsor = ToSend(label=gettext_lazy("Administration porteuse"), max_length=200)
    team = prose(gettext_lazy("Équipe"), gettext_lazy("Qui fait quoi, à quel temps. Pas de coordonnées."), to_send=True)
    problem = prose(gettext_lazy("Le problème que résout le service"), to_send=True)
    population = prose(
        gettext_lazy("La population concernée"), gettext_lazy("Qui, et combien de personnes."), to_send=True
    )
    phase = ListedToSend(PhaseName, label=gettext_lazy("Phase actuelle"))
    figures = prose(
        gettext_lazy("Les chiffres à ce jour"),
        gettext_lazy("Usages, satisfaction, effets : avec leur période."),
        to_send=True,
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for one in criteria:
            self._ask(one.slug, chosen(one.text), chosen(one.evidence))

    def _ask(self, slug: str, text: str, asked: str) -> None:
        either = _("Un texte, un lien, ou les deux.")
        self.fields[named("evidence", slug, "text")] = prose(text, f"{asked} – {either}" if asked else either)
        link = _("Lien vers la preuve : {criterion}").format(criterion=text)
        self.fields[named("evidence", slug, "link")] = forms.CharField(
            label=link, required=False, max_length=200, help_text="https://…"
        )


def application_values(row: Application, answers: Iterable[Answer]) -> dict[str, Any]:
    """What is recorded of an application, field by field."""
    plain = ("product", "site", "sponsor", "team", "problem", "population", "phase", "figures")
    values = {name: getattr(row, name) for name in plain}
    for one in answers:
        values[named("evidence", one.criterion.slug, "text")] = one.text
        values[named("evidence", one.criterion.slug, "link")] = one.link
    return values


class SheetForm(PartsForm):
    """One's scores: a mark for each criterion, and what it rests on."""

    shape = SheetFacts

    def __init__(self, *args: Any, answers: Sequence[Answer] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for one in answers:
            self._ask(one, chosen(one.criterion.text))

    def _ask(self, answer: Answer, text: str) -> None:
        slug = answer.criterion.slug
        marks = ListedField(Mark, label=text, widget=forms.RadioSelect, help_text=_excerpt(answer))
        self.fields[named("scores", slug, "value")] = marks
        comment = _("Commentaire : {criterion}").format(criterion=text)
        self.fields[named("scores", slug, "comment")] = prose(comment, rows=2)
        if answer.link:
            cited = _("La note s'appuie sur la preuve donnée : {link}").format(link=answer.link)
            self.fields[named("scores", slug, "shown")] = forms.BooleanField(label=cited, required=False)


def _excerpt(answer: Answer) -> str:
    return _("La candidature dit : {text}").format(text=answer.text) if answer.text else ""


class RecusalForm(FactsForm[RecusalFacts]):
    """Why a member takes no part in an application."""

    shape = RecusalFacts
    reason = prose(gettext_lazy("Pourquoi vous récusez-vous ?"), required=True, rows=2)


class StagesForm(PartsForm):
    """How far each application came."""

    shape = StagesFacts

    def __init__(self, *args: Any, applications: Iterable[Application] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for one in applications:
            self.fields[named("stages", one.pk)] = ListedField(Stage, label=one.product)


class DecisionForm(PartsForm):
    """What the committee decided of each application, when, and who was there."""

    shape = DecisionFacts
    decided_on = a_day(gettext_lazy("Jour de la décision"))
    present = SeveralField(
        label=gettext_lazy("Présents"), help_text=gettext_lazy("Au moins une personne, ici ou ci-dessous.")
    )
    guests = LinesField(
        label=gettext_lazy("Autres personnes présentes"), required=False, help_text=gettext_lazy("Un nom par ligne.")
    )
    public = forms.BooleanField(
        label=gettext_lazy("Montrer à tous les services retenus et les critères"), required=False
    )

    def __init__(
        self, *args: Any, people: Iterable[Person] = (), applications: Iterable[Application] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["present"].list((str(one), str(one)) for one in people)  # type: ignore[attr-defined]
        for one in applications:
            outcome = ListedField(Outcome, label=one.product, widget=forms.RadioSelect)
            self.fields[named("outcomes", one.pk, "outcome")] = outcome
            motive = _("Motif : {product}").format(product=one.product)
            self.fields[named("outcomes", one.pk, "reason")] = prose(motive, rows=2, required=True)

    def said(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        told = super().said(cleaned)
        return told | {"present": [*told.get("present", []), *told.pop("guests", [])]}
