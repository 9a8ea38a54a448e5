"""Views for who answers: by a link, in the page of another site, by an invitation. No cookie, nobody known."""

from collections.abc import Callable
from functools import wraps
from importlib.resources import files
from typing import Any

from crawleruseragents import is_crawler
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from gamma.ground.access import EVERYONE, access
from gamma.ground.api.limiting import Rate, spent
from gamma.ground.errors import UserError
from gamma.ground.framing import may_be_framed
from gamma.instruments.surveys import actions, digests, queries
from gamma.instruments.surveys.actions import Closed, Counted
from gamma.instruments.surveys.lists import Channel
from gamma.instruments.surveys.models import Survey
from gamma.instruments.surveys.questionnaire import Questionnaire
from gamma.instruments.surveys.views.around import reviews, survey_at, way

HOUR = 3600
RATE = Rate(1 / 6, 30)
"""Answers from one address: a whole office may answer at once, a program not for long."""
PAGE, FRAME = "design/base.html", "surveys/framed.html"
View = Callable[..., HttpResponseBase]


def answers(view: View) -> View:
    """A view that takes a form without the cookie that guards others: it reads no session and acts for nobody.

    What the page of another site sends is refused all the same, by the origin that the browser tells: a browser that
    passes by is not made to answer.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **words: str) -> HttpResponseBase:
        if request.method == "POST" and not _is_ours(request.headers.get("Origin"), request.get_host()):
            raise PermissionDenied
        return view(request, **words)

    return csrf_exempt(guarded)


def _is_ours(origin: str | None, host: str) -> bool:
    """Whether a form was sent by a page of ours; programs, which say nothing, are seen to elsewhere."""
    return origin is None or origin.partition("://")[2] == host


@answers
@access(EVERYONE, EVERYONE)
@never_cache
def linked(request: HttpRequest, survey: str) -> HttpResponse:
    """Answer by the open link."""
    return _openly(request, _survey(survey), Channel.LINK)


@answers
@access(EVERYONE, EVERYONE)
@never_cache
@may_be_framed
def framed(request: HttpRequest, survey: str) -> HttpResponse:
    """Answer in the page of another site."""
    return _openly(request, _survey(survey), Channel.WIDGET)


@answers
@access(EVERYONE, EVERYONE)
@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Answer by an invitation."""
    invitation, today = queries.invited(token), localdate()
    if invitation is None:
        return _closed(request, None, _("Ce lien n'ouvre aucun questionnaire : il a pu être coupé, ou a expiré."), 404)
    survey = invitation.wave.survey
    if invitation.answered and request.method != "POST":
        return _closed(request, survey, _("Cette invitation a déjà servi : votre réponse est comptée, merci."))
    if not queries.is_open(invitation.wave, today):
        return _closed(request, survey, _("Ce questionnaire ne prend plus de réponse."))
    return _answered(request, survey, lambda form: actions.answer_invitation(token, form.given, today=today))


@answers
@access(EVERYONE, EVERYONE)
@never_cache
def oppose(request: HttpRequest, token: str) -> HttpResponse:
    """Ask never to be invited again: a click, as programs that check letters follow links."""
    if digests.opposing(token) is None:
        return _closed(request, None, _("Ce lien est incomplet : le recopier tel qu'il est dans la lettre."), 404)
    done = request.method == "POST" and actions.oppose(token, today=localdate())
    return render(request, "surveys/oppose.html", {"done": done})


@access(EVERYONE)
@require_safe
def thanks(request: HttpRequest, survey: str) -> HttpResponse:
    """What is read once the answer is sent."""
    return render(request, "surveys/thanks.html", {"survey": _survey(survey), "base": PAGE})


@access(EVERYONE)
@may_be_framed
@require_safe
def framed_thanks(request: HttpRequest, survey: str) -> HttpResponse:
    """The same in the page of another site."""
    return render(request, "surveys/thanks.html", {"survey": _survey(survey), "base": FRAME})


@reviews
@require_safe
def preview(request: HttpRequest, edition: str, product: str, survey: str) -> HttpResponse:
    """A survey as it will be seen; nothing can be sent."""
    row = survey_at(edition, product, survey)
    form = Questionnaire(questions=queries.asked(row))
    about = {"survey": row, "form": form, "base": PAGE, "preview": True, "crumbs": way(row, _("Aperçu"))}
    return render(request, "surveys/answer.html", about)


@access(EVERYONE)
@require_safe
@cache_control(public=True, max_age=HOUR)
def script(_request: HttpRequest) -> HttpResponse:
    """The script that a page of another site runs."""
    body = files("gamma.instruments.surveys").joinpath("static/surveys/module.js").read_bytes()
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _survey(slug: str) -> Survey:
    row = queries.survey_named(slug)
    if row is None:
        raise Http404
    return row


def _openly(request: HttpRequest, survey: Survey, channel: Channel) -> HttpResponse:
    today = localdate()
    if queries.open_wave(survey, channel, today) is None:
        return _closed(
            request, survey, _("Ce questionnaire ne prend pas de réponse aujourd'hui."), framed=_is_framed(channel)
        )

    def count(form: Questionnaire) -> object:
        sheet = form.drew["sheet"] if form.drew else ""
        return actions.answer_openly(survey, form.given, channel=channel, sheet=sheet, today=today)

    return _answered(request, survey, count, framed=_is_framed(channel))


def _is_framed(channel: Channel) -> bool:
    return channel is Channel.WIDGET


def _answered(
    request: HttpRequest, survey: Survey, count: Callable[[Questionnaire], object], *, framed: bool = False
) -> HttpResponse:
    """Show the questions, or count what was answered: what is refused is said, and nothing typed is lost."""
    questions = queries.asked(survey)
    if request.method != "POST":
        return _page(request, survey, Questionnaire(questions=questions), framed)
    form = Questionnaire(request.POST, questions=questions)
    if not form.is_valid():
        return _page(request, survey, form, framed, 422)
    try:
        _let_in(request)
        count(form)
    except Counted as again:
        return _closed(request, survey, str(again), framed=framed)
    except Closed as over:
        return _closed(request, survey, str(over), 409, framed=framed)
    except UserError as refused:
        form.add_error(None, str(refused))
        return _page(request, survey, form, framed, 429 if isinstance(refused, Often) else 422)
    return HttpResponseRedirect(reverse(f"surveys:{'framed-' if framed else ''}thanks", args=[survey.slug]))


class Often(UserError):
    """Too many answers from one place."""


def _let_in(request: HttpRequest) -> None:
    """Refuse programs, those that say so and those that come too often. Raises UserError."""
    agent = request.headers.get("User-Agent", "")
    if not agent or is_crawler(agent):
        raise UserError(_("Votre navigateur se présente comme un automate : ses réponses ne sont pas comptées."))
    if spent(request, "surveys", RATE):
        raise Often(_("Beaucoup de réponses viennent d'arriver d'ici : attendez une minute, puis renvoyez la vôtre."))


def _page(request: HttpRequest, survey: Survey, form: Questionnaire, framed: bool, status: int = 200) -> HttpResponse:
    about = {"survey": survey, "form": form, "base": FRAME if framed else PAGE}
    return render(request, "surveys/answer.html", about, status=status)


def _closed(
    request: HttpRequest, survey: Survey | None, text: str, status: int = 200, *, framed: bool = False
) -> HttpResponse:
    about: dict[str, Any] = {"survey": survey, "text": text, "base": FRAME if framed else PAGE, "closed": True}
    return render(request, "surveys/closed.html", about, status=status)
