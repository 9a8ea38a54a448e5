"""Views of the kick-off: the charter of a product, and the yes of everyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews import actions, queries
from gamma.cockpit.reviews.forms import CharterForm
from gamma.cockpit.reviews.models import Charter
from gamma.cockpit.reviews.views.around import enrolment_at, to, way
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit

FIELDS = ("audience", "rituals", "access")


@allowed(Right.SPONSOR_SEE)
@require_safe
def charter(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """The charter of a product, on one page to print."""
    kept = enrolment_at(edition, product)
    about = {
        "enrolment": kept,
        "kickoff": queries.kickoff(kept),
        "writes": may(request, Right.PRODUCT_WRITE, edition, product),
        "crumbs": way(request, kept, (_("Charte de lancement"), "")),
    }
    return render(request, "reviews/charter.html", about)


@allowed(Right.PRODUCT_WRITE, Right.PRODUCT_WRITE)
def write(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Write the charter."""
    kept = enrolment_at(edition, product)
    back = to("charter", kept)
    page = Page(
        _("Écrire la charte"),
        _("Enregistrer la charte"),
        back,
        _("La charte est enregistrée."),
        crumbs=way(request, kept, (_("Charte de lancement"), back), (_("Écrire"), "")),
    )

    def save(form: CharterForm) -> None:
        actions.write_charter(kept, form.described, by=person_of(request))

    return edit(request, CharterForm, save, page, state=_state(kept))


@allowed(Right.PRODUCT_WRITE, Right.PRODUCT_WRITE)
@require_POST
def agree(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Everyone said yes."""
    kept = enrolment_at(edition, product)

    def act() -> None:
        actions.agree(kept, by=person_of(request), today=timezone.localdate())

    return do(request, act, back=to("charter", kept), said=_("La charte est validée."))


def _state(enrolment: Enrolment) -> State:
    row = Charter.objects.filter(enrolment=enrolment).first() or Charter()
    return State({name: getattr(row, name) for name in FIELDS})
