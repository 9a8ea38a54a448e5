"""Questionnaire: the questions of a survey as a form that needs no script, and what a page that was sent says."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from gamma.ground.texts import chosen
from gamma.instruments.surveys.actions import Given
from gamma.instruments.surveys.lists import QuestionKind
from gamma.instruments.surveys.models import Question
from gamma.instruments.surveys.scores import DEFINITIONS

SALT = "surveys.sheet"
GOOD_FOR = timedelta(days=1)
LONGEST = 2_000  # characters of a free answer


class Questionnaire(forms.Form):
    """A field for each question; `site` is a trap for robots, `sheet` what the page drew so that it counts once."""

    site = forms.CharField(required=False)
    sheet = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, questions: Sequence[Question], **options: Any) -> None:
        super().__init__(data, **options)
        self.questions = questions
        self.fields |= {_name(one): _FIELDS[QuestionKind(one.kind)](one) for one in questions}
        self.fresh = drawn(questions)

    @property
    def asking(self) -> list[forms.BoundField]:
        """The fields of the questions, in order."""
        return [self[_name(one)] for one in self.questions]

    def clean(self) -> dict[str, Any]:
        """Refuse what a person would not send, or sends of a page that is too old; their answers stay in the form."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("site"):
            self.add_error(None, _("Un champ qui doit rester vide est rempli : ne répondez pas avec un automate."))
        self.drew = read(cleaned.get("sheet", ""))
        if self.drew is None:
            self.add_error(None, _("Cette page a été ouverte il y a trop longtemps : envoyez de nouveau vos réponses."))
        if not self.errors and not any(cleaned.get(_name(one)) for one in self.questions):
            self.add_error(None, _("Répondez à une question au moins."))
        return cleaned

    @property
    def given(self) -> Given:
        """What was answered, once the form is valid."""
        said = {one: self.cleaned_data.get(_name(one)) for one in self.questions}
        texts = {one.pk: value for one, value in said.items() if value and one.kind == QuestionKind.TEXT}
        values = {
            one.pk: value if isinstance(value, list) else [value]
            for one, value in said.items()
            if value and one.kind != QuestionKind.TEXT
        }
        return Given(values, texts, self.drew["questions"] if self.drew else ())


def drawn(questions: Sequence[Question]) -> str:
    """What a page carries: a number drawn for it alone, and the questions that it asks, under our signature."""
    told = {"sheet": secrets.token_urlsafe(12), "questions": [one.pk for one in questions]}
    return signing.dumps(told, salt=SALT)


def read(sheet: str) -> dict[str, Any] | None:
    """What a page carried; None when it is not ours, or of more than a day ago."""
    try:
        told: dict[str, Any] = signing.loads(sheet, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return told


def _name(question: Question) -> str:
    return f"q-{question.slug}"


def _marks(question: Question) -> forms.Field:
    marks = DEFINITIONS[QuestionKind(question.kind)].marks
    said = {"low": marks[0], "high": marks[-1]}
    hint = _("%(low)s : pas du tout probable ; %(high)s : tout à fait probable") % said
    widget = forms.RadioSelect(attrs={"class": "marks"})
    return forms.ChoiceField(
        choices=[(str(one), str(one)) for one in marks], widget=widget, help_text=hint, **_of(question)
    )


def _one(question: Question) -> forms.Field:
    return forms.ChoiceField(choices=_choices(question), widget=forms.RadioSelect, **_of(question))


def _several(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(choices=_choices(question), widget=forms.CheckboxSelectMultiple, **_of(question))


def _text(question: Question) -> forms.Field:
    hint = _("N'écrivez rien qui permette de reconnaître quelqu'un : ni nom, ni adresse, ni numéro.")
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(max_length=LONGEST, widget=widget, help_text=hint, **_of(question))


def _of(question: Question) -> dict[str, Any]:
    return {"label": chosen(question.label), "required": question.required}


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(one["id"], chosen(one["label"])) for one in question.choices]


_FIELDS = {
    QuestionKind.ZERO_TO_TEN: _marks,
    QuestionKind.ONE_TO_TEN: _marks,
    QuestionKind.SCALE: _one,
    QuestionKind.ONE: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.TEXT: _text,
}
