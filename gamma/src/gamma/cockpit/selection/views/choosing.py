"""Choosing: how far applications came, the end of scoring, the decision, and its minutes."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.forms import DecisionForm, StagesForm, named
from gamma.cockpit.selection.models import Application, Call
from gamma.cockpit.selection.printing import markdown
from gamma.cockpit.selection.views.around import call_of, for_committee, to
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.editing import Page, State, edit
from gamma.ground.texts import chosen


@allowed(read=Right.SELECTION_DECIDE, write=Right.SELECTION_DECIDE)
def stages(request: HttpRequest, edition: str) -> HttpResponse:
    """Say how far each application came."""
    found, by, applications = call_of(edition), person_of(request), list(queries.sent(edition))
    lead = _("Une candidature recevable passe en présélection : le comité la note alors.")
    page = _page(found, _("Étapes des candidatures"), _("Enregistrer les étapes"), _("Les étapes sont à jour."), lead)
    return edit(
        request,
        StagesForm,
        lambda form: actions.place(found, form.described, by=by),
        page,
        state=State({named("stages", row.pk): row.stage for row in applications}),
        applications=applications,
    )


@allowed(read=Right.SELECTION_DECIDE, write=Right.SELECTION_DECIDE)
def close(request: HttpRequest, edition: str) -> HttpResponse:
    """Take no more scores."""
    found, by, now = call_of(edition), person_of(request), timezone.now()
    lead = _("Plus aucune note ne pourra être donnée ; tout le comité lira celles qui le sont.")
    page = _page(found, _("Clore les notes"), _("Clore les notes"), _("Les notes sont closes."), lead)
    return edit(request, Form, lambda _form: actions.close_scores(found, by=by, now=now), page)


@allowed(read=Right.SELECTION_DECIDE, write=Right.SELECTION_DECIDE)
def decide(request: HttpRequest, edition: str) -> HttpResponse:
    """Record the decision of the committee."""
    found, by = call_of(edition), person_of(request)
    board = queries.board(found, by)
    lead = _("La grille et le procès-verbal sont figés, les services retenus rejoignent l'édition, chacun est prévenu.")
    page = _page(
        found,
        _("Décision du comité"),
        _("Enregistrer la décision"),
        _("La décision est enregistrée."),
        lead,
        board=board,
    )

    def link(row: Application) -> str:
        return request.build_absolute_uri(to("application", edition, application=row.pk))

    def save(form: DecisionForm) -> str:
        now, today = timezone.now(), timezone.localdate()
        actions.decide(found, form.described, by=by, now=now, today=today, link=link)
        return to("minutes", edition)

    people = list(dict.fromkeys([*board.members, by]))
    applications = [row.application for row in board.rows]
    return edit(
        request, DecisionForm, save, page, template="selection/decide.html", people=people, applications=applications
    )


@allowed(read=Right.SELECTION_SEE)
@require_safe
def minutes(request: HttpRequest, edition: str) -> HttpResponse:
    """The minutes of the decision."""
    found = get_object_or_404(queries.decision_named(edition))
    about = {
        "minutes": queries.minutes(found),
        "edition": edition,
        "crumbs": for_committee(found.call.edition, (_("Procès-verbal"), "")),
    }
    return render(request, "selection/minutes.html", about)


@allowed(read=Right.SELECTION_SEE)
@require_safe
def minutes_file(request: HttpRequest, edition: str) -> HttpResponse:  # noqa: ARG001
    """The same in Markdown."""
    found = get_object_or_404(queries.decision_named(edition))
    return HttpResponse(markdown(queries.minutes(found)), content_type="text/markdown; charset=utf-8")


def _page(call: Call, title: str, verb: str, said: str, lead: str, **more: object) -> Page:
    edition = call.edition
    around = for_committee(edition, (title, ""))
    return Page(title, verb, to("board", edition.slug), said, lead, chosen(edition.label), around, more)
