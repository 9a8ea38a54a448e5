"""Views of the meetings of an edition, for who leads it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reviews import actions
from gamma.cockpit.reviews.forms import ReviewForm
from gamma.cockpit.reviews.models import Review
from gamma.cockpit.reviews.views.around import edition_at, to, way
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit
from gamma.ground.texts import chosen

writes = allowed(Right.EDITION_WRITE, Right.EDITION_WRITE)
FIELDS = ("kind", "planned", "held", "published", "note")


@allowed(Right.EDITION_SEE)
@require_safe
def meetings(request: HttpRequest, edition: str) -> HttpResponse:
    """The meetings of an edition, and the products with their own pages."""
    kept = edition_at(edition)
    about = {
        "edition": kept,
        "reviews": kept.reviews.prefetch_related("sources"),
        "enrolments": kept.enrolments.select_related("product"),
        "writes": may(request, Right.EDITION_WRITE, edition),
        "crumbs": way(request, kept),
    }
    return render(request, "reviews/meetings.html", about)


@writes
def new(request: HttpRequest, edition: str) -> HttpResponse:
    """Plan a meeting, or tell of one that was held."""
    kept = edition_at(edition)
    page = _page(request, kept, _("Nouvelle réunion"), _("Ajouter la réunion"), _("La réunion est ajoutée."))

    def save(form: ReviewForm) -> None:
        actions.make_review(form.described, edition=kept, by=person_of(request))

    return edit(request, ReviewForm, save, page, choices={"sources": _sources(kept)})


@writes
def review(request: HttpRequest, edition: str, review: str) -> HttpResponse:
    """Correct what is said of a meeting."""
    row = _review(edition, review)
    words = _("Corriger une réunion"), _("Enregistrer la réunion"), _("C'est enregistré.")
    page = replace(_page(request, row.edition, *words), gone=to("remove", row.edition, review=review))

    def save(form: ReviewForm) -> None:
        actions.change_review(row, form.described, by=person_of(request))

    said = {name: getattr(row, name) for name in FIELDS}
    state = State({**said, "sources": [source.slug for source in row.sources.all()]})
    choices = {"sources": _sources(row.edition)}
    return edit(request, ReviewForm, save, page, state=state, choices=choices, initial={"id": review})


@writes
@require_POST
def remove(request: HttpRequest, edition: str, review: str) -> HttpResponse:
    """Take back a meeting made by mistake."""
    row = _review(edition, review)
    back = to("meetings", row.edition)
    return do(request, lambda: actions.remove_review(row, by=person_of(request)), back=back)


def _review(edition: str, slug: str) -> Review:
    return get_object_or_404(Review.objects.select_related("edition"), edition__slug=edition, slug=slug)


def _sources(edition: Edition) -> list[tuple[str, str]]:
    return [(row.slug, chosen(row.title)) for row in edition.sources.all()]


def _page(request: HttpRequest, edition: Edition, title: str, verb: str, saved: str) -> Page:
    return Page(title, verb, to("meetings", edition), saved, crumbs=way(request, edition, (title, "")), more={})
