"""Readings that take themselves: a measure is chosen, what it gives is looked at, then it feeds the indicator."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.indicators import actions, queries
from gamma.cockpit.indicators.forms.bindings import BindingForm
from gamma.cockpit.indicators.models import Binding, Indicator
from gamma.cockpit.indicators.views import around
from gamma.cockpit.programme.access import Right, allowed
from gamma.ground.accounts.queries import person_of
from gamma.ground.design.shapes import Crumb
from gamma.ground.errors import UserError
from gamma.ground.forms.editing import Page, State, edit


@allowed(Right.READING_WRITE, Right.READING_WRITE)
def bind(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Choose a measure among those that fit, and from when; nothing is written yet."""
    row = around.indicator_of(edition, product, indicator)
    definition, today = queries.last_definition(row), timezone.localdate()
    measures = queries.fitting(definition, today)

    def save(form: BindingForm) -> str:
        chosen = form.cleaned_data
        queries.trial(chosen["measure"], definition, chosen["since"], today)
        words = urlencode({"measure": chosen["measure"], "since": chosen["since"].isoformat()})
        return f"{reverse('indicators:bind-confirm', args=[edition, product, indicator])}?{words}"

    begun = {"since": f"{today:%m/%Y}"}
    return edit(request, BindingForm, save, _choosing(row, bool(measures)), measures=measures, initial=begun)


@allowed(Right.READING_WRITE, Right.READING_WRITE)
def confirm(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """See what the measure gives for the last period that is over, and have it feed the indicator."""
    row = around.indicator_of(edition, product, indicator)
    definition, now = queries.last_definition(row), timezone.now()
    today = timezone.localdate(now)
    asked = BindingForm(request.GET, measures=queries.fitting(definition, today))
    if not asked.is_valid():
        return redirect("indicators:bind", edition, product, indicator)

    def save(_form: forms.Form) -> None:
        actions.bind(row, **asked.cleaned_data, by=person_of(request), now=now)

    try:
        tried = queries.trial(asked.cleaned_data["measure"], definition, asked.cleaned_data["since"], today)
    except UserError:
        return redirect("indicators:bind", edition, product, indicator)
    return edit(request, forms.Form, save, _confirming(row, tried), template="indicators/binding.html")


@allowed(Right.READING_WRITE, Right.READING_WRITE)
def unbind(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Have the indicator fed no more: its readings are typed again."""
    row = around.indicator_of(edition, product, indicator)
    kept = get_object_or_404(Binding.objects.select_related("definition__indicator"), pk=_bound(row))

    def save(_form: forms.Form) -> None:
        actions.unbind(kept, by=person_of(request))

    title = _("Arrêter les relevés automatiques")
    lead = _("Les relevés déjà pris restent ; les suivants seront donnés à la main.")
    page = around.page_under(row, title, _("Arrêter"), _("L'indicateur ne se relève plus tout seul."), lead=lead)
    return edit(request, forms.Form, save, page, state=State({"measure": kept.measure, "since": kept.since}))


@allowed(Right.PRODUCT_SEE)
@require_safe
def reading(request: HttpRequest, edition: str, product: str, indicator: str, key: int) -> HttpResponse:
    """One reading, how it was taken, and its proof when a machine took it."""
    row = around.indicator_of(edition, product, indicator)
    shown = queries.reading_page(around.reading_of(row, key))
    crumbs = around.steps_back(row.enrolment, Crumb(around.name_of(row), around.to_indicator(row)), Crumb(shown.period))
    return render(request, "indicators/reading.html", {"shown": shown, "crumbs": crumbs, "enrolment": row.enrolment})


def _bound(indicator: Indicator) -> int | None:
    found = queries.binding_of(indicator)
    return found.pk if found else None


def _choosing(row: Indicator, any_fits: bool) -> Page:
    lead = _("Le relevé de chaque période se prendra tout seul, le lendemain de sa fin.")
    none = _("Aucune mesure n'a la nature, l'unité et la période de cet indicateur : voir sa fiche.")
    title, verb = _("Relever tout seul"), _("Voir ce que la mesure donne")
    return around.page_under(row, title, verb, "", lead=lead if any_fits else none)


def _confirming(row: Indicator, tried: queries.Trial) -> Page:
    title, verb = _("Relever tout seul : confirmer"), _("Relever tout seul")
    page = around.page_under(row, title, verb, _("L'indicateur se relève désormais tout seul."), lead=tried.title)
    return Page(**{**page.__dict__, "more": {"tried": tried}})
