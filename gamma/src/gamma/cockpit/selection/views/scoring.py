"""The committee: its board, applications as it reads them, and one's own scores, given blind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.forms import RecusalForm, SheetForm
from gamma.cockpit.selection.models import Application
from gamma.cockpit.selection.views.around import call_of, for_committee, to
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.editing import Page, edit


@allowed(read=Right.SELECTION_SEE)
@require_safe
def board(request: HttpRequest, edition: str) -> HttpResponse:
    """The applications before the committee: who has still what to do, and the scores one may read."""
    found = call_of(edition)
    about = {
        "board": queries.board(found, person_of(request), request.GET.get("tri", "")),
        "closed": found.closes < timezone.localdate(),
        "decide": may(request, Right.SELECTION_DECIDE, edition),
        "crumbs": for_committee(found.edition)[:-1],
    }
    return render(request, "selection/board.html", about)


@allowed(read=Right.SELECTION_SEE)
@require_safe
def reading(request: HttpRequest, edition: str, application: int) -> HttpResponse:
    """An application as the committee reads it."""
    row = _sent(edition, application)
    about = {
        "reading": queries.reading(row, person_of(request)),
        "score": may(request, Right.SELECTION_SCORE, edition),
        "crumbs": for_committee(row.call.edition, (row.product, "")),
    }
    return render(request, "selection/reading.html", about)


@allowed(read=Right.SELECTION_SCORE, write=Right.SELECTION_SCORE)
def give(request: HttpRequest, edition: str, application: int) -> HttpResponse:
    """Give one's scores."""
    row, by, now = _sent(edition, application), person_of(request), timezone.now()
    answers = queries.told(row, queries.grid_in_force(row.call))
    lead = _("Dites sur quoi repose chaque note. Données, vos notes ne changent plus ; celles des autres s'affichent.")
    read = {"application": row, "answers": answers}
    page = _page(row, _("Noter la candidature"), _("Donner mes notes"), _("Vos notes sont données."), lead, **read)
    return edit(
        request,
        SheetForm,
        lambda form: actions.give(row, form.described, by=by, now=now),
        page,
        template="selection/give.html",
        answers=answers,
    )


@allowed(read=Right.SELECTION_SCORE, write=Right.SELECTION_SCORE)
def recuse(request: HttpRequest, edition: str, application: int) -> HttpResponse:
    """Take no part in an application."""
    row, by = _sent(edition, application), person_of(request)
    lead = _("Un lien avec l'équipe ou l'administration suffit. C'est définitif, et écrit au procès-verbal.")
    page = _page(row, _("Me récuser"), _("Me récuser"), _("Vous ne prenez pas part à cette candidature."), lead)
    return edit(request, RecusalForm, lambda form: actions.recuse(row, form.described, by=by), page)


@allowed(read=Right.SELECTION_SEE)
@require_safe
def journal(request: HttpRequest, edition: str) -> HttpResponse:
    """Who did what in the selection, and when; never which scores."""
    found = call_of(edition)
    about = {"events": queries.journal(found), "crumbs": for_committee(found.edition, (_("Journal"), ""))}
    return render(request, "selection/journal.html", about)


def _sent(edition: str, number: int) -> Application:
    return get_object_or_404(queries.sent(edition), pk=number)


def _page(row: Application, title: str, verb: str, said: str, lead: str, **more: object) -> Page:
    edition = row.call.edition
    back = to("reading", edition.slug, application=row.pk)
    around = for_committee(edition, (row.product, back), (title, ""))
    return Page(title, verb, back, said, lead, row.product, around, more)
