"""Views of the free answers: the queue of those to review, and what is done of each. No draft is kept of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.ground.accounts.queries import person_of
from gamma.ground.errors import UserError
from gamma.ground.forms.clicking import do
from gamma.instruments.surveys import actions, queries
from gamma.instruments.surveys.lists import Review
from gamma.instruments.surveys.models import Comment
from gamma.instruments.surveys.views.around import reviews, survey_at, to, way, writes


@reviews
@require_safe
def queue(request: HttpRequest, edition: str, product: str, survey: str) -> HttpResponse:
    """The free answers that nobody has reviewed yet."""
    row = survey_at(edition, product, survey)
    found = queries.comments(row, Review.WAITING)
    return render(
        request, "surveys/queue.html", {"survey": row, "comments": found, "crumbs": way(row, _("Réponses libres"))}
    )


@writes
def review(request: HttpRequest, edition: str, product: str, survey: str, comment: int) -> HttpResponse:
    """Read a free answer, and show it less what names people."""
    row = _comment(edition, product, survey, comment)
    refused = ""
    if request.method == "POST":
        without = [line.strip() for line in request.POST.get("without", "").splitlines() if line.strip()]
        try:
            actions.show_comment(row, without=without, by=person_of(request))
        except UserError as why:
            refused = str(why)
        else:
            return redirect(to("queue", row.wave.survey))
    about = {"survey": row.wave.survey, "comment": row, "refused": refused, "without": request.POST.get("without", "")}
    about["crumbs"] = way(row.wave.survey, _("Relire une réponse"))
    return render(request, "surveys/review.html", about, status=422 if refused else 200)


@writes
@require_POST
def refuse(request: HttpRequest, edition: str, product: str, survey: str, comment: int) -> HttpResponse:
    """Delete a free answer."""
    row = _comment(edition, product, survey, comment)
    return do(request, lambda: actions.refuse_comment(row, by=person_of(request)), back=to("queue", row.wave.survey))


def _comment(edition: str, product: str, survey: str, key: int) -> Comment:
    rows = Comment.objects.select_related(
        "question", "wave__survey__enrolment__edition", "wave__survey__enrolment__product"
    )
    return get_object_or_404(rows, pk=key, wave__survey=survey_at(edition, product, survey), state=Review.WAITING)
