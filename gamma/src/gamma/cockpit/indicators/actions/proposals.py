"""Proposals: a target is proposed by who leads the product and accepted by the sponsor, never by the same person."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.targets import add_target, checked, goal
from gamma.cockpit.indicators.actions.writing import named, writing
from gamma.cockpit.indicators.facts import TargetFacts
from gamma.cockpit.indicators.lists import Answer
from gamma.cockpit.indicators.models import Indicator, Target, TargetProposal
from gamma.cockpit.indicators.queries.describing import goal_said
from gamma.cockpit.indicators.queries.words import aim
from gamma.cockpit.programme.actions import TYPED
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.queries import people
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import changing, made
from gamma.ground.errors import UserError
from gamma.ground.facts import Words
from gamma.ground.mail.sending import send


def propose_target(
    facts: TargetFacts, *, indicator: Indicator, by: Person, today: date, link: str = ""
) -> TargetProposal:
    """A target, or with `facts.id` of one that exists its revision, that the sponsor is asked to accept."""
    with writing(indicator.enrolment) as scope:
        definition = named(checked(facts, indicator, today), facts.version)
        _refuse_unproposable(facts, indicator)
        said = {**goal(facts, definition), "reason": facts.reason}
        proposal = TargetProposal.objects.create(definition=definition, slug=facts.id, proposed_by=by, **said)
        made(proposal, by=by, scope=scope, verb="proposed")
        for sponsor in people(MemberRole.SPONSOR, enrolment=indicator.enrolment):
            _write_to(sponsor, "indicators/mail/target_awaits.txt", proposal, link)
    return proposal


def accept_target(proposal: TargetProposal, *, by: Person, today: date, link: str = "") -> Target:
    """What was proposed becomes the target: a new row; the value it replaces stays."""
    indicator = proposal.definition.indicator
    with writing(indicator.enrolment) as scope:
        _answer(proposal, Answer.ACCEPTED, {}, by=by, scope=scope)
        facts = _accepted(proposal, by, today)
        target = add_target(facts, indicator=indicator, by=by, scope=scope, verb="accepted")
        _tell_proposer(proposal, link)
    return target


def refuse_target(proposal: TargetProposal, *, why: Words, by: Person, link: str = "") -> TargetProposal:
    """What was proposed is not accepted, for a reason; the target that holds, if any, holds on."""
    with writing(proposal.definition.indicator.enrolment) as scope:
        if not why:
            raise UserError(_("Un refus dit sa raison : l'équipe en a besoin pour proposer autre chose."))
        _answer(proposal, Answer.REFUSED, why, by=by, scope=scope)
        _tell_proposer(proposal, link)
    return proposal


def next_name(indicator: Indicator) -> str:
    """The address of one target more: "t1", "t2"…"""
    rows = Target.objects.filter(definition__indicator=indicator).values_list("slug", flat=True)
    proposed = TargetProposal.objects.filter(definition__indicator=indicator).values_list("slug", flat=True)
    taken = {*rows, *proposed}
    return next(name for name in (f"t{rank}" for rank in range(1, len(taken) + 2)) if name not in taken)


def _refuse_unproposable(facts: TargetFacts, indicator: Indicator) -> None:
    if facts.value is None and facts.band is None:
        raise UserError(_("Une cible se propose avec un nombre, ou les deux bornes où rester."))
    kept = Target.objects.filter(definition__indicator=indicator, slug=facts.id)
    if kept.exists() and not facts.reason:
        raise UserError(_("Une révision dit sa raison : l'ancienne cible reste lisible à côté."))
    awaited = TargetProposal.objects.filter(
        definition__indicator=indicator, slug=facts.id, answer=Answer.AWAITED
    ).first()
    if awaited:
        raise UserError(
            _("Une proposition de %(proposed_by)s attend déjà une réponse pour cette cible.")
            % {"proposed_by": awaited.proposed_by}
        )


def _answer(proposal: TargetProposal, answer: Answer, why: Words, *, by: Person, scope: str) -> None:
    proposal.refresh_from_db()
    if proposal.answer != Answer.AWAITED:
        said = proposal.get_answer_display()
        raise UserError(
            _("Cette proposition a déjà une réponse : %(said)s, par %(answered_by)s.")
            % {"said": said, "answered_by": proposal.answered_by}
        )
    if proposal.proposed_by_id == by.pk:
        raise UserError(_("Personne n'accepte ni ne refuse sa propre proposition : une autre personne doit répondre."))
    with changing(proposal, by=by, scope=scope, verb=answer.value):
        proposal.answer, proposal.why = answer, why
        proposal.answered_by, proposal.answered_at = by, timezone.now()
        proposal.save(update_fields=["answer", "why", "answered_by", "answered_at"])


def _accepted(proposal: TargetProposal, by: Person, today: date) -> TargetFacts:
    """A proposal as the target it becomes."""
    life = {
        "id": proposal.slug,
        "version": proposal.definition.version,
        "source": TYPED,
        "set_on": today.isoformat(),
        "set_by": str(proposal.proposed_by or ""),
        "accepted_by": str(by),
    }
    return TargetFacts.model_validate({**goal_said(proposal), **life})


def _tell_proposer(proposal: TargetProposal, link: str) -> None:
    if proposal.proposed_by and proposal.proposed_by.is_active:
        _write_to(proposal.proposed_by, "indicators/mail/target_answered.txt", proposal, link)


def _write_to(person: Person, template: str, proposal: TargetProposal, link: str) -> None:
    indicator = proposal.definition.indicator
    product = indicator.enrolment.product
    words = {"proposal": proposal, "definition": proposal.definition, "product": product, "said": aim(proposal)}
    send(template, to=person.email, link=link, **words)
