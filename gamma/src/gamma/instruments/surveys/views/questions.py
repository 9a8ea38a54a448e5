"""Views of the questions of a survey."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit
from gamma.instruments.surveys import actions
from gamma.instruments.surveys.facts import lines
from gamma.instruments.surveys.forms import QuestionForm
from gamma.instruments.surveys.models import Question
from gamma.instruments.surveys.views.around import survey_at, to, way, writes


@writes
def new(request: HttpRequest, edition: str, product: str, survey: str) -> HttpResponse:
    """Ask one thing more."""
    row, title = survey_at(edition, product, survey), _("Nouvelle question")
    page = Page(
        title, _("Ajouter la question"), to("survey", row), _("La question est ajoutée."), crumbs=way(row, title)
    )

    def save(form: QuestionForm) -> None:
        actions.add_question(row, form.described, by=person_of(request))

    return edit(request, QuestionForm, save, page)


@writes
def change(request: HttpRequest, edition: str, product: str, survey: str, question: str) -> HttpResponse:
    """Ask it otherwise."""
    row, title = _question(edition, product, survey, question), _("Modifier la question")
    lead = _("Elle a des réponses : la changer en fait une nouvelle version, et les réponses gardent l'ancienne.")
    page = Page(
        title,
        _("Enregistrer la question"),
        to("survey", row.survey),
        _("La question est enregistrée."),
        lead if row.counts.exists() else "",
        crumbs=way(row.survey, title),
        gone=to("remove-question", row.survey, question=question),
        removing=_("Ne plus poser cette question"),
    )

    def save(form: QuestionForm) -> None:
        actions.change_question(row, form.described, by=person_of(request))

    said = {"label": row.label, "kind": row.kind, "choices": lines(row.choices), "required": row.required}
    return edit(request, QuestionForm, save, page, state=State(said), initial={"id": row.slug})


@writes
@require_POST
def remove(request: HttpRequest, edition: str, product: str, survey: str, question: str) -> HttpResponse:
    """Ask it no more."""
    row = _question(edition, product, survey, question)
    return do(request, lambda: actions.remove_question(row, by=person_of(request)), back=to("survey", row.survey))


@writes
@require_POST
def lift(request: HttpRequest, edition: str, product: str, survey: str, question: str) -> HttpResponse:
    """Ask it one place earlier."""
    row = _question(edition, product, survey, question)
    return do(request, lambda: actions.raise_question(row, by=person_of(request)), back=to("survey", row.survey))


def _question(edition: str, product: str, survey: str, slug: str) -> Question:
    rows = Question.objects.select_related("survey__enrolment__edition", "survey__enrolment__product")
    return get_object_or_404(rows, survey=survey_at(edition, product, survey), slug=slug, current=True)
