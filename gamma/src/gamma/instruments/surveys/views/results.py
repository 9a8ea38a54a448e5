"""Views of what was answered: to the team, all of it; to anyone, the waves that are over of a survey that is public."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gamma.ground.access import EVERYONE, access
from gamma.instruments.surveys import queries
from gamma.instruments.surveys.lists import Review
from gamma.instruments.surveys.models import Survey
from gamma.instruments.surveys.queries import Result
from gamma.instruments.surveys.views.around import may_write, sees, survey_at, way
from gamma.instruments.surveys.views.showing import shown


@sees
@require_safe
def survey(request: HttpRequest, edition: str, product: str, survey: str) -> HttpResponse:
    """A survey: what it asks, its waves, what was answered."""
    row, today = survey_at(edition, product, survey), localdate()
    found = queries.results(row)
    about = {
        "survey": row,
        "questions": queries.asked(row),
        "waves": [shown(one, today) for one in reversed(found)],
        "moves": queries.moves(found),
        "comments": queries.comments(row, Review.SHOWN),
        "waiting": queries.comments(row, Review.WAITING).count(),
        "writes": may_write(request, row.enrolment),
        "crumbs": way(row),
    }
    return render(request, "surveys/survey.html", about)


@access(EVERYONE)
@require_safe
def public(request: HttpRequest, survey: str) -> HttpResponse:
    """The results that anyone may read."""
    today = localdate()
    row, found = published(survey, today)
    waves = [shown(one, today, public=True) for one in reversed(found)]
    return render(request, "surveys/public.html", {"survey": row, "waves": waves, "moves": queries.moves(found)})


def published(survey: str, today: date) -> tuple[Survey, list[Result]]:
    """A survey whose results are public, with its waves that are over and were answered by enough people."""
    row = queries.survey_named(survey)
    if row is None or not row.public:
        raise Http404
    return row, [one for one in queries.results(row) if queries.is_over(one.wave, today) and one.enough]
