"""Deciding: a review keeps, replaces or retires each indicator of a product, and the indicators' life follows."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions import follow_again, retire_indicator
from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.actions import rewriting, typed_source
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import is_over
from gamma.cockpit.reviews.actions.decisions import described, next_rank
from gamma.cockpit.reviews.facts import ChoiceFacts, DecisionFacts
from gamma.cockpit.reviews.lists import Choice
from gamma.cockpit.reviews.models import Decision, Review
from gamma.ground.accounts.models import Person
from gamma.ground.audit import actions as journal
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted


def decide(
    review: Review, choices: Mapping[str, ChoiceFacts], *, enrolment: Enrolment, by: Person, today: date
) -> list[Decision]:
    """Record what a review decided, by the slug of each indicator; said again, the same writes nothing."""
    with rewriting(enrolment.edition):
        kept = {row.slug: row for row in _indicators(enrolment)}
        _refuse_strangers(choices, kept)
        before = {row.indicator.slug: row for row in review.decisions.filter(indicator__in=kept.values())}
        new = {slug: one for slug, one in choices.items() if not _same(before.get(slug), kept[slug], one)}
        _refuse(new, choices, over=is_over(enrolment.edition, today))
        for slug, choice in new.items():
            _live(kept[slug], choice, kept, by, today)
        return [_kept(before.get(slug), _described(review, kept[slug], choice), by) for slug, choice in new.items()]


def _indicators(enrolment: Enrolment) -> QuerySet[Indicator]:
    return enrolment.indicators.select_related("enrolment__edition", "enrolment__product", "successor")


def _same(before: Decision | None, indicator: Indicator, choice: ChoiceFacts) -> bool:
    """Whether a choice is what is recorded already."""
    if before is None:
        return False
    successor = indicator.successor.slug if indicator.successor else None
    return (before.decided, before.reason, successor) == (choice.decided, choice.reason, choice.successor)


def _described(review: Review, indicator: Indicator, choice: ChoiceFacts) -> Decision:
    source = typed_source(review.edition)
    said = {"decided": choice.decided.value, "review": review.slug, "reason": choice.reason, "source": source.slug}
    facts = DecisionFacts.model_validate(said)
    return described(facts, indicator, next_rank(indicator), {review.slug: review}, {source.slug: source})


def _kept(before: Decision | None, row: Decision, by: Person) -> Decision:
    at = row.indicator.enrolment.scope
    if before is None:
        row.save()
        journal.made(row, by=by, scope=at, verb=row.decided)
        return row
    with journal.changing(before, by=by, scope=at, verb=row.decided):
        before.decided, before.reason = row.decided, row.reason
        before.save(update_fields=["decided", "reason"])
    return before


def _live(indicator: Indicator, choice: ChoiceFacts, kept: Mapping[str, Indicator], by: Person, today: date) -> None:
    """The indicator's own life: what was retired is followed again before another word is said of it."""
    if indicator.status == Status.RETIRED:
        follow_again(indicator, by=by)
    if choice.decided != Choice.KEEP:
        successor = kept[choice.successor] if choice.successor else None
        retire_indicator(indicator, reason=choice.reason, successor=successor, by=by, today=today)


def _refuse_strangers(choices: Mapping[str, ChoiceFacts], kept: Mapping[str, Indicator]) -> None:
    named = {*choices, *(choice.successor for choice in choices.values() if choice.successor)}
    if named - set(kept):
        raise UserError(_("Un indicateur et son remplaçant doivent être du même service."))


def _refuse(new: Mapping[str, ChoiceFacts], every: Mapping[str, ChoiceFacts], *, over: bool) -> None:
    ending = {slug for slug, choice in every.items() if choice.decided != Choice.KEEP}
    for slug, choice in new.items():
        if not choice.reason and not over:
            raise UserError(_("%(slug)s : dire pourquoi ; c'est ce qui se perd le plus vite.") % {"slug": quoted(slug)})
        if choice.decided == Choice.REPLACE and choice.successor in {None, slug, *ending}:
            raise UserError(
                _("%(slug)s : choisir un remplaçant qui reste suivi, ou l'abandonner sans successeur.")
                % {"slug": quoted(slug)}
            )
