"""Views of an edition: its page of work, what it says of itself, its criteria and its sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme import actions
from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.describing import criterion_facts, edition_facts, source_facts
from gamma.cockpit.programme.forms import CriterionForm, EditionForm, SourceForm
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.programme.views.around import (
    Among,
    Thing,
    Words,
    among,
    edition_at,
    links,
    page_of,
    shown,
    way,
    write,
)
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit
from gamma.ground.texts import chosen

writes = allowed(Right.EDITION_WRITE, Right.EDITION_WRITE)


@allowed(Right.EDITION_SEE)
@require_safe
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """An edition as its team works on it: its products, its sources, its criteria."""
    kept = edition_at(edition)
    here = {
        "edition": kept,
        "enrolments": kept.enrolments.select_related("product"),
        "links": links(request, kept),
        "sees": may(request, Right.PRODUCT_SEE, edition),
        "writes": may(request, Right.EDITION_WRITE, edition),
        "crumbs": way(request, chosen(kept.label)),
    }
    return render(request, "programme/edition.html", here)


@writes
def new_edition(request: HttpRequest) -> HttpResponse:
    """Begin an edition."""

    def save(form: EditionForm) -> str:
        return page_of(actions.make_edition(form.described, by=person_of(request)))

    title = _("Nouvelle édition")
    page = Page(title, _("Créer l'édition"), "", _("L'édition est créée."), crumbs=way(request, title))
    return edit(request, EditionForm, save, page)


@writes
def edit_edition(request: HttpRequest, edition: str) -> HttpResponse:
    """Correct what an edition says of itself."""
    kept = edition_at(edition)

    def save(form: EditionForm) -> None:
        actions.change_edition(kept, form.described, by=person_of(request))

    title = _("Corriger l'édition")
    state = State(shown(EditionForm, edition_facts(kept)))
    crumbs = way(request, title, kept)
    page = Page(title, _("Enregistrer l'édition"), page_of(kept), _("L'édition est corrigée."), crumbs=crumbs)
    return edit(request, EditionForm, save, page, state=state, known=kept.slug)


@writes
def new_criterion(request: HttpRequest, edition: str) -> HttpResponse:
    """Add a selection criterion."""
    kept = edition_at(edition)

    def save(form: CriterionForm) -> None:
        actions.make_criterion(form.described, edition=kept, after=form.after, by=person_of(request))

    words = Words(_("Nouveau critère"), _("Ajouter le critère"), _("Le critère est ajouté."))
    return write(request, Thing(CriterionForm, kept, _criteria(kept)), save, words)


@writes
def criterion(request: HttpRequest, edition: str, criterion: str) -> HttpResponse:
    """Correct a selection criterion."""
    kept = edition_at(edition)
    row = get_object_or_404(kept.criteria, slug=criterion)

    def save(form: CriterionForm) -> None:
        actions.change_criterion(row, form.described, after=form.after, by=person_of(request))

    gone = reverse("programme:remove-criterion", args=[edition, criterion])
    thing = Thing(CriterionForm, kept, _criteria(kept, criterion), criterion_facts(row), gone)
    said = _("Le critère est corrigé.")
    return write(
        request,
        thing,
        save,
        Words(_("Corriger un critère"), _("Enregistrer le critère"), said, _("Retirer ce critère")),
    )


@writes
@require_POST
def remove_criterion(request: HttpRequest, edition: str, criterion: str) -> HttpResponse:
    """Take a selection criterion away."""
    kept = edition_at(edition)
    row = get_object_or_404(kept.criteria, slug=criterion)

    def act() -> None:
        actions.remove_criterion(row, by=person_of(request))

    stay = reverse("programme:criterion", args=[edition, criterion])
    return do(request, act, back=page_of(kept), stay=stay, said=_("Le critère est retiré."))


@writes
def new_source(request: HttpRequest, edition: str) -> HttpResponse:
    """Add a source."""
    kept = edition_at(edition)

    def save(form: SourceForm) -> None:
        today = timezone.localdate()
        actions.make_source(form.described, edition=kept, after=form.after, today=today, by=person_of(request))

    places = _sources(kept)
    thing = Thing(SourceForm, kept, places, choices={"became": places.choices})
    return write(request, thing, save, Words(_("Nouvelle source"), _("Ajouter la source"), _("La source est ajoutée.")))


@writes
def source(request: HttpRequest, edition: str, source: str) -> HttpResponse:
    """Correct what is said of a source."""
    kept = edition_at(edition)
    row = get_object_or_404(kept.sources.select_related("became"), slug=source)

    def save(form: SourceForm) -> None:
        today = timezone.localdate()
        actions.change_source(row, form.described, after=form.after, today=today, by=person_of(request))

    gone = reverse("programme:remove-source", args=[edition, source])
    places = _sources(kept, source)
    thing = Thing(SourceForm, kept, places, source_facts(row), gone, {"became": places.choices})
    said = _("La source est corrigée.")
    return write(
        request,
        thing,
        save,
        Words(_("Corriger une source"), _("Enregistrer la source"), said, _("Retirer cette source")),
    )


@writes
@require_POST
def remove_source(request: HttpRequest, edition: str, source: str) -> HttpResponse:
    """Take a source away."""
    kept = edition_at(edition)
    row = get_object_or_404(kept.sources, slug=source)

    def act() -> None:
        actions.remove_source(row, by=person_of(request))

    stay = reverse("programme:source", args=[edition, source])
    return do(request, act, back=page_of(kept), stay=stay, said=_("La source est retirée."))


def _criteria(edition: Edition, own: str = "") -> Among:
    return among([(row.slug, chosen(row.text)) for row in edition.criteria.all()], own)


def _sources(edition: Edition, own: str = "") -> Among:
    return among([(row.slug, chosen(row.title)) for row in edition.sources.all()], own)
