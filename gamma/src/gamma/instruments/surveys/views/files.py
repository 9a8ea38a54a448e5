"""Views that give the counts as files: all of them to the team, those that are public to anyone."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gamma.ground.access import EVERYONE, access
from gamma.instruments.surveys import queries
from gamma.instruments.surveys.models import Survey
from gamma.instruments.surveys.queries import Answered, Result
from gamma.instruments.surveys.views.around import sees, survey_at
from gamma.instruments.surveys.views.results import published

HEADER = ["wave", "opens", "closes", "channels", "question", "version", "kind", "value", "label", "count", "n"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@sees
@require_safe
def counts(request: HttpRequest, edition: str, product: str, survey: str, format: str) -> HttpResponse:  # noqa: ARG001
    """Every count of a survey."""
    row = survey_at(edition, product, survey)
    return _file(row, queries.results(row), format, hidden=False)


@access(EVERYONE)
@require_safe
def public(request: HttpRequest, survey: str, format: str) -> HttpResponse:  # noqa: ARG001
    """The counts that anyone may read."""
    row, found = published(survey, localdate())
    return _file(row, found, format, hidden=True)


def _file(survey: Survey, found: Sequence[Result], format: str, *, hidden: bool) -> HttpResponse:
    if format == "json":
        told = {"survey": survey.slug, "title": survey.title, "waves": [_wave(one, hidden=hidden) for one in found]}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    if format != "csv":
        raise Http404
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADER)
    lines.writerows(line for result in found for line in _lines(result, hidden=hidden))
    name = f'attachment; filename="{survey.slug}.csv"'
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _lines(found: Result, *, hidden: bool) -> Iterator[list[Any]]:
    wave = found.wave
    for one in found.questions:
        start = [wave.slug, wave.opens, wave.closes, " ".join(wave.channels), one.question.slug, one.question.version]
        for value, count in _counts(one, hidden=hidden).items():
            yield [*start, one.question.kind, value, _safe(one.labels[value]), "" if count is None else count, one.n]


def _wave(found: Result, *, hidden: bool) -> dict[str, Any]:
    wave = found.wave
    return {
        "wave": wave.slug,
        "opens": wave.opens.isoformat(),
        "closes": wave.closes.isoformat(),
        "channels": wave.channels,
        "asked": wave.asked,
        "population": wave.population,
        "answers": found.n,
        "questions": [
            {
                "question": one.question.slug,
                "version": one.question.version,
                "kind": one.question.kind,
                "label": one.question.label,
                "n": one.n,
                "counts": _counts(one, hidden=hidden),
            }
            for one in found.questions
        ],
    }


def _counts(found: Answered, *, hidden: bool) -> dict[str, int | None]:
    return found.shown if hidden else dict(found.counts)


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
