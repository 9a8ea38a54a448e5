"""Views of a product in an edition: its page of work, what it says of itself, its phases and its levers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme import actions
from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.describing import lever_facts, phase_facts, product_facts
from gamma.cockpit.programme.forms import LeverForm, PhaseForm, ProductForm
from gamma.cockpit.programme.models import Edition, Enrolment, Phase
from gamma.cockpit.programme.views.around import (
    Among,
    Thing,
    Words,
    among,
    edition_at,
    enrolment_at,
    links,
    page_of,
    way,
    write,
)
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.texts import chosen

writes = allowed(Right.EDITION_WRITE, Right.EDITION_WRITE)
pulls = allowed(Right.LEVER_WRITE, Right.LEVER_WRITE)


@allowed(Right.PRODUCT_SEE)
@require_safe
def product(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """A product as its team works on it: what it is for, its phases, its levers."""
    kept = enrolment_at(edition, product)
    here = {
        "enrolment": kept,
        "links": links(request, kept),
        "sponsors": [part.organisation for part in kept.sponsorships.select_related("organisation")],
        "levers": kept.levers.all(),
        "phases": kept.product.phases.all(),
        "writes": may(request, Right.EDITION_WRITE, edition, product),
        "pulls": may(request, Right.LEVER_WRITE, edition, product),
        "crumbs": way(request, kept.product.name, kept.edition),
    }
    return render(request, "programme/product.html", here)


@writes
def enrol(request: HttpRequest, edition: str) -> HttpResponse:
    """Enrol a product."""
    kept = edition_at(edition)

    def save(form: ProductForm) -> None:
        actions.enrol(form.described, edition=kept, after=form.after, by=person_of(request))

    words = Words(_("Inscrire un service"), _("Inscrire le service"), _("Le service est inscrit."))
    return write(request, Thing(ProductForm, kept, _products(kept)), save, words)


@writes
def edit_product(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Correct what is said of a product and of its part in an edition."""
    kept = enrolment_at(edition, product)

    def save(form: ProductForm) -> None:
        actions.change_product(kept, form.described, after=form.after, by=person_of(request))

    thing = Thing(ProductForm, kept, _products(kept.edition, product), product_facts(kept))
    words = Words(_("Corriger le service"), _("Enregistrer le service"), _("Le service est corrigé."))
    return write(request, thing, save, words)


@writes
def new_phase(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Add a stay of a product in a phase."""
    kept = enrolment_at(edition, product)

    def save(form: PhaseForm) -> None:
        actions.make_phase(form.described, enrolment=kept, after=int(form.after or 0), by=person_of(request))

    words = Words(_("Nouvelle phase"), _("Ajouter la phase"), _("La phase est ajoutée."))
    return write(request, Thing(PhaseForm, kept, _phases(kept)), save, words)


@writes
def phase(request: HttpRequest, edition: str, product: str, phase: int) -> HttpResponse:
    """Correct a stay of a product in a phase."""
    kept = enrolment_at(edition, product)
    row = get_object_or_404(kept.product.phases, rank=phase - 1)

    def save(form: PhaseForm) -> None:
        after = int(form.after or 0)
        actions.change_phase(row, form.described, enrolment=kept, after=after, by=person_of(request))

    gone = reverse("programme:remove-phase", args=[edition, product, phase])
    thing = Thing(PhaseForm, kept, _phases(kept, row), phase_facts(row), gone)
    said = _("La phase est corrigée.")
    return write(
        request, thing, save, Words(_("Corriger une phase"), _("Enregistrer la phase"), said, _("Retirer cette phase"))
    )


@writes
@require_POST
def remove_phase(request: HttpRequest, edition: str, product: str, phase: int) -> HttpResponse:
    """Take away a stay of a product in a phase."""
    kept = enrolment_at(edition, product)
    row = get_object_or_404(kept.product.phases, rank=phase - 1)

    def act() -> None:
        actions.remove_phase(row, enrolment=kept, by=person_of(request))

    stay = reverse("programme:phase", args=[edition, product, phase])
    return do(request, act, back=page_of(kept), stay=stay, said=_("La phase est retirée."))


@pulls
def new_lever(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Add a lever."""
    kept = enrolment_at(edition, product)

    def save(form: LeverForm) -> None:
        actions.make_lever(form.described, enrolment=kept, after=form.after, by=person_of(request))

    thing = Thing(LeverForm, kept, _levers(kept), choices={"sources": _sources(kept)})
    words = Words(_("Nouveau levier"), _("Ajouter le levier"), _("Le levier est ajouté."))
    return write(request, thing, save, words)


@pulls
def lever(request: HttpRequest, edition: str, product: str, lever: str) -> HttpResponse:
    """Correct what is said of a lever."""
    kept = enrolment_at(edition, product)
    row = get_object_or_404(kept.levers, slug=lever)

    def save(form: LeverForm) -> None:
        actions.change_lever(row, form.described, after=form.after, by=person_of(request))

    gone = reverse("programme:remove-lever", args=[edition, product, lever])
    thing = Thing(LeverForm, kept, _levers(kept, lever), lever_facts(row), gone, {"sources": _sources(kept)})
    said = _("Le levier est corrigé.")
    return write(
        request, thing, save, Words(_("Corriger un levier"), _("Enregistrer le levier"), said, _("Retirer ce levier"))
    )


@pulls
@require_POST
def remove_lever(request: HttpRequest, edition: str, product: str, lever: str) -> HttpResponse:
    """Take a lever away."""
    kept = enrolment_at(edition, product)
    row = get_object_or_404(kept.levers, slug=lever)

    def act() -> None:
        actions.remove_lever(row, by=person_of(request))

    stay = reverse("programme:lever", args=[edition, product, lever])
    return do(request, act, back=page_of(kept), stay=stay, said=_("Le levier est retiré."))


def _products(edition: Edition, own: str = "") -> Among:
    rows = edition.enrolments.select_related("product")
    return among([(row.product.slug, row.product.name) for row in rows], own)


def _phases(enrolment: Enrolment, own: Phase | None = None) -> Among:
    """Phases have no address: their places are counted, without the phase itself."""
    others = [row for row in enrolment.product.phases.all() if own is None or row.pk != own.pk]
    named = [(str(count), row.get_name_display()) for count, row in enumerate(others, start=1)]
    now = len(named) if own is None else own.rank
    return Among(named, str(now) if now else "")


def _levers(enrolment: Enrolment, own: str = "") -> Among:
    return among([(row.slug, chosen(row.text)) for row in enrolment.levers.all()], own)


def _sources(enrolment: Enrolment) -> list[tuple[str, str]]:
    return [(row.slug, chosen(row.title)) for row in enrolment.edition.sources.all()]
