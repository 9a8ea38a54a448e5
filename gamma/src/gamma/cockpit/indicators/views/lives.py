"""The life of an indicator: proposed, described better, accepted or not, followed no more."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.indicators import actions, queries
from gamma.cockpit.indicators.forms.definitions import DefinitionForm, ProposalForm, ReasonForm, RetirementForm
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.indicators.queries.words import dated
from gamma.cockpit.indicators.views import around
from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.queries import is_over
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.described import initial
from gamma.ground.forms.editing import State, edit

NEW = {"aggregation": "none", "period": "month"}


@allowed(Right.INDICATOR_PROPOSE, Right.INDICATOR_PROPOSE, past=around.PAST)
def propose(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Propose an indicator, or a series beside one."""
    enrolment = around.enrolment_of(edition, product)
    by, today = person_of(request), timezone.localdate()

    def save(form: ProposalForm) -> str:
        row = actions.propose_indicator(form.indicator, unit=form.own_unit, enrolment=enrolment, by=by, today=today)
        return around.to_indicator(row)

    over = is_over(enrolment.edition, today)
    lead = "" if over else _("Un coach l'acceptera quand il aura une source, un responsable et un premier relevé.")
    verb = _("Enregistrer l'indicateur") if over else _("Proposer l'indicateur")
    page = around.page_of(enrolment, verb, verb, _("L'indicateur est enregistré."), lead=lead)
    choices = {
        "unit": queries.unit_choices(enrolment.edition),
        "supports": queries.indicator_choices(None, enrolment),
    }
    return edit(request, ProposalForm, save, page, choices=choices, without=["change"], initial=NEW)


@allowed(Right.INDICATOR_PROPOSE, Right.INDICATOR_PROPOSE, past=around.PAST)
def describe(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Say better what an indicator means, or give it another meaning from now on."""
    row = around.indicator_of(edition, product, indicator)
    last = list(row.definitions.select_related("unit"))[-1]

    def save(form: DefinitionForm) -> None:
        actions.describe_indicator(row, form.described, unit=form.own_unit, by=person_of(request))

    lead = _("Changer ce qu'un chiffre veut dire fait une nouvelle version : l'ancienne garde ses chiffres.")
    page = around.page_under(
        row, _("Revoir la fiche"), _("Enregistrer la fiche"), _("La fiche est enregistrée."), lead=lead
    )
    state = State(around.typed(initial(queries.definition_said(last))))
    choices = {"unit": queries.unit_choices(row.enrolment.edition)}
    return edit(request, DefinitionForm, save, page, state=state, choices=choices)


@allowed(Right.INDICATOR_ACCEPT, Right.INDICATOR_ACCEPT)
def accept(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Accept an indicator: from now on it is followed, and told in public."""
    row = around.indicator_of(edition, product, indicator)

    def save(_form: forms.Form) -> None:
        actions.accept_indicator(row, by=person_of(request))

    read = queries.current_readings().filter(definition__indicator=row).select_related("definition__unit")
    first = read.order_by("-ends_on", "-pk").first()
    lead = _("Dernier relevé : %(figure)s.") % {"figure": dated(first)} if first else ""
    page = around.page_under(row, _("Accepter l'indicateur"), _("Accepter"), _("L'indicateur est suivi."), lead=lead)
    return edit(request, forms.Form, save, page, state=_life(row))


@allowed(Right.INDICATOR_ACCEPT, Right.INDICATOR_ACCEPT)
def decline(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Say why an indicator is not accepted as it stands."""
    row = around.indicator_of(edition, product, indicator)

    def save(form: ReasonForm) -> None:
        actions.decline_indicator(row, reason=form.cleaned_data["reason"], by=person_of(request))

    page = around.page_under(
        row, _("Ne pas accepter l'indicateur"), _("Ne pas accepter"), _("La raison est enregistrée.")
    )
    return edit(request, ReasonForm, save, page, state=_life(row))


@allowed(Right.REVIEW_DECIDE, Right.REVIEW_DECIDE, past=around.PAST)
def retire(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Follow an indicator no more: why, and what replaces it."""
    row = around.indicator_of(edition, product, indicator)
    others, today = queries.indicator_choices(row, row.enrolment), timezone.localdate()

    def save(form: RetirementForm) -> None:
        named = form.cleaned_data["successor"]
        successor = None if named == "none" else row.enrolment.indicators.get(slug=named)
        reason = form.cleaned_data["reason"]
        actions.retire_indicator(row, reason=reason, successor=successor, by=person_of(request), today=today)

    lead = _("Ses chiffres restent, avec la raison.")
    page = around.page_under(
        row, _("Ne plus suivre"), _("Ne plus suivre"), _("L'indicateur n'est plus suivi."), lead=lead
    )
    reasoned = not is_over(row.enrolment.edition, today)
    return edit(request, RetirementForm, save, page, state=_life(row), others=others, reasoned=reasoned)


def _life(indicator: Indicator) -> State:
    """What somebody else may have decided while the page was open."""
    successor = indicator.successor.slug if indicator.successor else ""
    return State({"status": indicator.status, "reason": indicator.reason, "successor": successor})
