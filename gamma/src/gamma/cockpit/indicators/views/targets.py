"""Targets: proposed, answered, or recorded as they were; and what texts claim of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gamma.cockpit.indicators import actions, queries
from gamma.cockpit.indicators.forms.targets import AnswerForm, ClaimForm, PastTargetForm, TargetForm
from gamma.cockpit.indicators.lists import Answer, SetAt
from gamma.cockpit.indicators.models import Indicator, Target
from gamma.cockpit.indicators.queries.words import aim
from gamma.cockpit.indicators.views import around
from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.actions import TYPED
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.editing import State, edit
from gamma.ground.texts import chosen


@allowed(Right.TARGET_PROPOSE, Right.TARGET_PROPOSE)
def aim_at(request: HttpRequest, edition: str, product: str, indicator: str, target: str = "") -> HttpResponse:
    """Propose a target to the sponsor, or the revision of one."""
    row = around.indicator_of(edition, product, indicator)
    kept = _kept(row, target)
    name = target or actions.next_name(row)
    fixed = {"id": name, "source": TYPED, "version": row.definitions.count()}

    def save(form: TargetForm) -> None:
        link, today = around.link_of(request, row), timezone.localdate()
        actions.propose_target(form.described, indicator=row, by=person_of(request), today=today, link=link)

    title = _("Proposer une révision de la cible") if kept else _("Proposer une cible")
    lead = (
        _("Aujourd'hui : %(aim)s.") % {"aim": aim(kept)}
        if kept
        else _("Le commanditaire l'acceptera, ou dira pourquoi non.")
    )
    page = around.page_under(row, title, _("Proposer au commanditaire"), _("La proposition est partie."), lead=lead)
    state = State(_goal(kept), kept.accepted_by) if kept else None
    choices = {"baseline": queries.period_choices(row)}
    without = [] if kept else ["reason"]
    begun = {"set_at": SetAt.LATER, "reason": {}} if kept else {"set_at": SetAt.KICKOFF}
    return edit(
        request, TargetForm, save, page, state=state, choices=choices, fixed=fixed, without=without, initial=begun
    )


@allowed(Right.TARGET_ACCEPT, Right.TARGET_ACCEPT)
def answer(request: HttpRequest, edition: str, product: str, indicator: str, proposal: int) -> HttpResponse:
    """Accept a target that is proposed, or say why not."""
    row = around.indicator_of(edition, product, indicator)
    proposed = get_object_or_404(queries.proposals(row), pk=proposal)

    def save(form: AnswerForm) -> None:
        by, link = person_of(request), around.link_of(request, row)
        if form.cleaned_data["answer"] == Answer.ACCEPTED:
            actions.accept_target(proposed, by=by, today=timezone.localdate(), link=link)
        else:
            actions.refuse_target(proposed, why=form.cleaned_data["why"], by=by, link=link)

    said = {
        "who": proposed.proposed_by,
        "aim": aim(proposed),
        "why": chosen(proposed.rationale or proposed.reason) or "–",
    }
    lead = _("%(who)s propose %(aim)s. Pourquoi : %(why)s") % said
    page = around.page_under(
        row, _("Répondre à la cible proposée"), _("Répondre"), _("La réponse est partie."), lead=lead
    )
    given = "" if proposed.answer == Answer.AWAITED else proposed.answer
    state = State({"answer": given, "why": proposed.why}, str(proposed.answered_by or ""))
    return edit(request, AnswerForm, save, page, state=state)


@allowed(Right.HISTORY_WRITE, Right.HISTORY_WRITE)
def record(request: HttpRequest, edition: str, product: str, indicator: str, target: str = "") -> HttpResponse:
    """Record a target of an edition that is over, or its revision, as it was."""
    row = around.indicator_of(edition, product, indicator)
    kept = _kept(row, target)

    def save(form: PastTargetForm) -> None:
        actions.record_target(form.described, indicator=row, by=person_of(request), today=timezone.localdate())

    title = _("Saisir une révision de la cible") if kept else _("Saisir une cible de l'édition passée")
    page = around.page_under(row, title, _("Enregistrer la cible"), _("La cible est enregistrée."))
    choices = {
        "baseline": queries.period_choices(row),
        "source": queries.source_choices(row.enrolment.edition),
        "version": queries.version_choices(row),
    }
    if kept:
        asked: dict[str, Any] = {"without": ["id"], "fixed": {"id": target}, "initial": {"reason": {}}}
        return edit(request, PastTargetForm, save, page, state=State(_state(kept)), choices=choices, **asked)
    begun = {"id": actions.next_name(row), "set_at": SetAt.UNSTATED}
    return edit(request, PastTargetForm, save, page, choices=choices, without=["reason"], initial=begun)


@allowed(Right.PRODUCT_WRITE, Right.PRODUCT_WRITE, past=around.PAST)
def claim(request: HttpRequest, edition: str, product: str, indicator: str, claim: int = 0) -> HttpResponse:
    """Note what a text says of an indicator, or put right what was noted."""
    row = around.indicator_of(edition, product, indicator)
    kept = get_object_or_404(queries.claims(row), pk=claim) if claim else None

    def save(form: ClaimForm) -> None:
        by, today = person_of(request), timezone.localdate()
        if kept:
            actions.correct_claim(kept, form.described, by=by, today=today)
        else:
            actions.record_claim(form.described, indicator=row, by=by, today=today)

    title = _("Ce qu'un texte en dit")
    page = around.page_under(row, title, _("Enregistrer"), _("C'est enregistré."))
    choices = {"source": queries.source_choices(row.enrolment.edition), "target": _target_choices(row)}
    state = State(around.typed(queries.claim_said(kept))) if kept else None
    if kept:
        page = replace(page, gone=reverse("indicators:unclaim", args=[edition, product, indicator, kept.pk]))
    return edit(request, ClaimForm, save, page, state=state, choices=choices)


@allowed(Right.PRODUCT_WRITE, Right.PRODUCT_WRITE, past=around.PAST)
@require_POST
def unclaim(request: HttpRequest, edition: str, product: str, indicator: str, claim: int) -> HttpResponse:
    """Take away what was noted that a text says."""
    row = around.indicator_of(edition, product, indicator)
    actions.remove_claim(get_object_or_404(queries.claims(row), pk=claim), by=person_of(request))
    return redirect(around.to_indicator(row))


def _kept(indicator: Indicator, name: str) -> Target | None:
    """The target that a revision is of."""
    found = queries.target_in_force(indicator, name) if name else None
    if name and found is None:
        raise Http404
    return found


def _goal(target: Target) -> Mapping[str, Any]:
    return around.typed(queries.goal_said(target))


def _state(target: Target) -> Mapping[str, Any]:
    return around.typed({**queries.target_said(target), "version": str(target.definition.version)})


def _target_choices(indicator: Indicator) -> list[tuple[str, str]]:
    rows = Target.objects.filter(definition__indicator=indicator).order_by("rank", "-revision")
    return list({row.slug: (row.slug, row.slug) for row in rows}.values())
