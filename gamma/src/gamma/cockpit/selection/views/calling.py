"""The call and its grid: read by all, written by the lead."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.forms import CallForm, CriterionForm, VersionForm
from gamma.cockpit.selection.models import Criterion
from gamma.cockpit.selection.views.around import call_of, crumbs, for_committee, to
from gamma.ground.accounts.models import Person
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.editing import Page, State, edit
from gamma.ground.texts import chosen


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """The calls that may be answered, now or soon."""
    today = timezone.localdate()
    return render(request, "selection/calls.html", {"calls": queries.announced(today), "today": today})


@require_safe
def call(request: HttpRequest, edition: str) -> HttpResponse:
    """The call of an edition, and what its decision shows to all."""
    row = get_object_or_404(Edition, slug=edition)
    person = request.user if isinstance(request.user, Person) else None
    found = queries.call_page(row, person, timezone.localdate())
    rights = {
        "see": may(request, Right.SELECTION_SEE, edition),
        "decide": may(request, Right.SELECTION_DECIDE, edition),
    }
    return render(request, "selection/call.html", {"found": found, "crumbs": crumbs(row)[:-1], **rights})


@allowed(read=Right.SELECTION_DECIDE, write=Right.SELECTION_DECIDE)
def write_call(request: HttpRequest, edition: str) -> HttpResponse:
    """Make the call of an edition, or change it."""
    row, by = get_object_or_404(Edition, slug=edition), person_of(request)
    known = queries.call_named(edition).first()
    page = Page(
        _("Appel à candidatures"),
        _("Enregistrer l'appel"),
        to("call", edition),
        _("L'appel est enregistré."),
        kicker=chosen(row.label),
        crumbs=crumbs(row, (_("Écrire l'appel"), "")),
    )
    if known is None:
        return edit(request, CallForm, lambda form: actions.open_call(form.described, edition=row, by=by), page)
    state = State({name: getattr(known, name) for name in ("opens", "closes", "text")})
    return edit(request, CallForm, lambda form: actions.change_call(known, form.described, by=by), page, state=state)


@allowed(read=Right.SELECTION_SEE)
@require_safe
def grid(request: HttpRequest, edition: str) -> HttpResponse:
    """The versions of the grid."""
    found = call_of(edition)
    about = {
        "page": queries.grid_page(found),
        "crumbs": for_committee(found.edition, (_("Grille"), "")),
        "decide": may(request, Right.SELECTION_DECIDE, edition),
    }
    return render(request, "selection/grid.html", about)


@allowed(read=Right.SELECTION_DECIDE, write=Right.SELECTION_DECIDE)
def new_version(request: HttpRequest, edition: str) -> HttpResponse:
    """Copy the grid into another version, once scores were given by it."""
    found, by = call_of(edition), person_of(request)
    lead = _("Les critères sont recopiés, et peuvent alors changer. Chaque candidature est à noter de nouveau.")
    page = _about_grid(edition, _("Nouvelle version de la grille"), _("Créer la version"), lead)
    return edit(
        request,
        VersionForm,
        lambda form: actions.new_version(found, reason=form.cleaned_data["reason"], by=by),
        page,
    )


@allowed(read=Right.SELECTION_DECIDE, write=Right.SELECTION_DECIDE)
def add_criterion(request: HttpRequest, edition: str) -> HttpResponse:
    """Add a criterion to the grid."""
    found, by = call_of(edition), person_of(request)
    page = _about_grid(edition, _("Nouveau critère"), _("Ajouter le critère"))
    return edit(request, CriterionForm, lambda form: actions.add_criterion(found, form.described, by=by), page)


@allowed(read=Right.SELECTION_DECIDE, write=Right.SELECTION_DECIDE)
def change_criterion(request: HttpRequest, edition: str, criterion: str) -> HttpResponse:
    """Change a criterion of the grid."""
    row, by = _criterion(edition, criterion), person_of(request)
    page = _about_grid(edition, _("Modifier le critère"), _("Enregistrer le critère"))
    return edit(
        request,
        CriterionForm,
        lambda form: actions.change_criterion(row, form.described, by=by),
        page,
        state=State({name: getattr(row, name) for name in ("text", "evidence", "weight")}),
        address=row.slug,
    )


@allowed(read=Right.SELECTION_DECIDE, write=Right.SELECTION_DECIDE)
def remove_criterion(request: HttpRequest, edition: str, criterion: str) -> HttpResponse:
    """Take a criterion out of the grid."""
    row, by = _criterion(edition, criterion), person_of(request)
    page = _about_grid(edition, _("Retirer le critère"), _("Retirer le critère"), chosen(row.text))
    return edit(request, Form, lambda _form: actions.remove_criterion(row, by=by), page)


def _criterion(edition: str, slug: str) -> Criterion:
    return get_object_or_404(queries.grid_in_force(call_of(edition)).criteria.select_related("grid__call"), slug=slug)


def _about_grid(edition: str, title: str, verb: str, lead: str = "") -> Page:
    row = call_of(edition).edition
    steps = ((_("Grille"), to("grid", edition)), (title, ""))
    said = _("La grille est enregistrée.")
    return Page(title, verb, to("grid", edition), said, lead, chosen(row.label), for_committee(row, *steps))
