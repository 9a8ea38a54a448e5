"""One's own applications: nobody else finds them at these addresses."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.forms import ApplicationForm, application_values
from gamma.cockpit.selection.lists import State as Written
from gamma.cockpit.selection.models import Application
from gamma.cockpit.selection.views.around import call_of, crumbs, to
from gamma.ground.access import SIGNED_IN, access
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.editing import Page, State, edit


@access(SIGNED_IN)
@require_safe
def mine(request: HttpRequest, edition: str) -> HttpResponse:
    """One's applications to a call."""
    found = call_of(edition)
    about = {
        "call": found,
        "open": found.open_on(timezone.localdate()),
        "applications": queries.of_person(person_of(request), edition),
        "crumbs": crumbs(found.edition, (_("Mes candidatures"), "")),
    }
    return render(request, "selection/mine.html", about)


@access(SIGNED_IN, SIGNED_IN)
def start(request: HttpRequest, edition: str) -> HttpResponse:
    """Begin an application: a draft, that one comes back to as often as one likes before sending it."""
    found, by, today = call_of(edition), person_of(request), timezone.localdate()
    page = Page(
        _("Nouvelle candidature"),
        _("Enregistrer le brouillon"),
        to("mine", edition),
        _("Le brouillon est enregistré. Relisez-le, puis envoyez-le avant la clôture."),
        _("Seul le nom du service est nécessaire pour commencer. Rien n'est envoyé avant que vous ne le demandiez."),
        crumbs=crumbs(found.edition, (_("Mes candidatures"), to("mine", edition)), (_("Nouvelle"), "")),
    )
    criteria = list(queries.grid_in_force(found).criteria.all())

    def save(form: ApplicationForm) -> str:
        row = actions.start(found, form.described, by=by, today=today)
        return to("application", edition, application=row.pk)

    return edit(request, ApplicationForm, save, page, criteria=criteria)


@access(SIGNED_IN)
@require_safe
def application(request: HttpRequest, edition: str, application: int) -> HttpResponse:
    """One's application as it stands, and what may be done with it."""
    row = _own(request, edition, application)
    grid = queries.grid_in_force(row.call)
    about = {
        "application": row,
        "answers": queries.told(row, grid),
        "lacking": queries.lacking(row, grid) if row.state == Written.DRAFT else [],
        "open": row.call.open_on(timezone.localdate()),
        "history": queries.history(row),
        "crumbs": crumbs(row.call.edition, (_("Mes candidatures"), to("mine", edition)), (row.product, "")),
    }
    return render(request, "selection/application.html", about)


@access(SIGNED_IN, SIGNED_IN)
def write(request: HttpRequest, edition: str, application: int) -> HttpResponse:
    """Go on with a draft."""
    row, by, today = _own(request, edition, application), person_of(request), timezone.localdate()
    grid = queries.grid_in_force(row.call)
    page = _page(row, _("Modifier la candidature"), _("Enregistrer le brouillon"), _("Le brouillon est enregistré."))
    return edit(
        request,
        ApplicationForm,
        lambda form: actions.write(row, form.described, by=by, today=today),
        page,
        state=State(application_values(row, queries.told(row, grid))),
        criteria=list(grid.criteria.all()),
    )


@access(SIGNED_IN, SIGNED_IN)
def send(request: HttpRequest, edition: str, application: int) -> HttpResponse:
    """Hand a draft to the committee."""
    row, by = _own(request, edition, application), person_of(request)
    said = _("La candidature est envoyée : un message vous le confirme.")
    lead = _("Une fois envoyée, elle ne change plus. Vous pourrez la retirer jusqu'à la décision.")
    page = _page(row, _("Envoyer la candidature"), _("Envoyer la candidature"), said, lead)
    moment: dict[str, Any] = {"now": timezone.now(), "today": timezone.localdate()}
    link = request.build_absolute_uri(page.back)
    return edit(request, Form, lambda _form: actions.send(row, by=by, link=link, **moment), page)


@access(SIGNED_IN, SIGNED_IN)
def withdraw(request: HttpRequest, edition: str, application: int) -> HttpResponse:
    """Take an application back."""
    row, by = _own(request, edition, application), person_of(request)
    lead = _("Le comité ne la lira plus. Elle ne peut pas être envoyée de nouveau.")
    page = _page(row, _("Retirer la candidature"), _("Retirer la candidature"), _("La candidature est retirée."), lead)
    return edit(request, Form, lambda _form: actions.withdraw(row, by=by), page)


def _own(request: HttpRequest, edition: str, number: int) -> Application:
    return get_object_or_404(queries.of_person(person_of(request), edition), pk=number)


def _page(row: Application, title: str, verb: str, said: str, lead: str = "") -> Page:
    edition = row.call.edition
    back = to("application", edition.slug, application=row.pk)
    steps = ((_("Mes candidatures"), to("mine", edition.slug)), (row.product, back), (title, ""))
    return Page(title, verb, back, said, lead, row.product, crumbs(edition, *steps))
