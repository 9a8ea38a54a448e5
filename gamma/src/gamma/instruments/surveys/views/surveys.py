"""Views of the surveys of a product: their list, and how one is made, said otherwise, taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit
from gamma.instruments.surveys import actions, queries
from gamma.instruments.surveys.actions.surveys import SAID
from gamma.instruments.surveys.forms import SurveyForm
from gamma.instruments.surveys.views.around import enrolment_at, may_write, sees, survey_at, to, way, writes


@sees
@require_safe
def product(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """The surveys of a product."""
    kept = enrolment_at(edition, product)
    about = {
        "enrolment": kept,
        "surveys": queries.listed(kept),
        "writes": may_write(request, kept),
        "crumbs": way(kept),
    }
    return render(request, "surveys/product.html", about)


@writes
def new(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Begin a survey."""
    kept, title = enrolment_at(edition, product), _("Nouveau questionnaire")
    page = Page(title, _("Créer le questionnaire"), to("product", kept), crumbs=way(kept, title))

    def save(form: SurveyForm) -> str:
        return to("survey", actions.make_survey(form.described, enrolment=kept, by=person_of(request)))

    return edit(request, SurveyForm, save, page)


@writes
def change(request: HttpRequest, edition: str, product: str, survey: str) -> HttpResponse:
    """Say a survey otherwise."""
    row, title = survey_at(edition, product, survey), _("Modifier le questionnaire")
    page = Page(
        title,
        _("Enregistrer"),
        to("survey", row),
        _("Le questionnaire est enregistré."),
        crumbs=way(row, title),
        gone=to("remove", row),
        removing=_("Retirer le questionnaire"),
    )

    def save(form: SurveyForm) -> None:
        actions.change_survey(row, form.described, by=person_of(request))

    state = State({name: getattr(row, name) for name in SAID})
    return edit(request, SurveyForm, save, page, state=state, initial={"id": row.slug})


@writes
@require_POST
def remove(request: HttpRequest, edition: str, product: str, survey: str) -> HttpResponse:
    """Take back a survey that nobody answered."""
    row = survey_at(edition, product, survey)
    back = to("product", row.enrolment)
    return do(request, lambda: actions.remove_survey(row, by=person_of(request)), back=back)
