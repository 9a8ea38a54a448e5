"""Readings that take themselves: which measure they come from, and how each was obtained."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.indicators import actions
from gamma.cockpit.indicators.forms.binding import BindingForm
from gamma.cockpit.indicators.models import Binding, Evidence
from gamma.cockpit.indicators.views import around
from gamma.cockpit.programme.access import Right, allowed
from gamma.ground.accounts.queries import person_of
from gamma.ground.design.shapes import Crumb, Item
from gamma.ground.forms.editing import State, edit
from gamma.ground.measures import choices


@allowed(Right.READING_WRITE, Right.READING_WRITE)
def bind(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Choose the measure that feeds the indicator: one that gives another nature of figures is refused."""
    row = around.indicator_of(edition, product, indicator)
    definition = list(row.definitions.all())[-1]
    kept = Binding.objects.filter(definition__indicator=row).first()

    def save(form: BindingForm) -> None:
        said = form.cleaned_data
        actions.bind(definition, said["measure"], since=said["since"], by=person_of(request))

    done = _("C'est noté : chaque période sera relevée une fois finie.")
    page = around.page_under(row, _("Relever automatiquement"), _("Relever ainsi"), done)
    known: dict[str, Any] = {"measure": kept.measure, "since": kept.since.isoformat()} if kept else {}
    listed = {"measure": list(choices(row.enrolment.product.slug).items())}
    return edit(request, BindingForm, save, page, state=State(known), choices=listed)


@allowed(Right.READING_WRITE, Right.READING_WRITE)
@require_POST
def unbind(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Stop taking readings; those taken stay."""
    row = around.indicator_of(edition, product, indicator)
    for binding in Binding.objects.filter(definition__indicator=row):
        actions.unbind(binding, by=person_of(request))
    return redirect(around.to_indicator(row))


@allowed(Right.PRODUCT_SEE)
@require_safe
def evidence(request: HttpRequest, edition: str, product: str, indicator: str, key: int) -> HttpResponse:
    """How a reading was obtained: what was asked, when, what was answered, by which code."""
    row = around.indicator_of(edition, product, indicator)
    proof = Evidence.objects.filter(readings__definition__indicator=row, readings__pk=key).first()
    if proof is None:
        raise Http404
    items = {
        _("Interrogé"): proof.method,
        _("Question"): proof.query,
        _("Le"): timezone.localtime(proof.taken_at).strftime("%d/%m/%Y %H:%M"),
        _("Empreinte de la réponse (SHA-256)"): proof.digest,
        _("Version du code"): proof.version,
    }
    crumbs = around.steps_back(row.enrolment, Crumb(around.name_of(row), around.to_indicator(row)), Crumb(_("Preuve")))
    context = {
        "items": [Item(term, text) for term, text in items.items()],
        "proof": proof,
        "crumbs": crumbs,
        "name": around.name_of(row),
    }
    return render(request, "indicators/evidence.html", context)
