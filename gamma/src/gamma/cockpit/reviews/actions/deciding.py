"""Deciding: a review keeps, replaces or retires each indicator of a product, and the indicators' life follows."""

from collections.abc import Mapping
from datetime import date

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews.actions.decisions import SAID, described, next_rank
from gamma.cockpit.reviews.actions.writing import scope, writing
from gamma.cockpit.reviews.below import follow_again, is_over, retire_indicator, typed_source
from gamma.cockpit.reviews.facts import ChoiceFacts, DecisionFacts
from gamma.cockpit.reviews.lists import Choice, Decided
from gamma.cockpit.reviews.models import Decision, Review
from gamma.ground.accounts.models import Person
from gamma.ground.audit import actions as journal
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted


def decide(
    review: Review, choices: Mapping[str, ChoiceFacts], *, enrolment: Enrolment, by: Person, today: date
) -> list[Decision]:
    """Record what a review decided, by the slug of each indicator; decided again, the last word stands."""
    with writing(enrolment.edition):
        kept = {
            row.slug: row for row in enrolment.indicators.select_related("enrolment__edition", "enrolment__product")
        }
        _refuse(choices, kept, over=is_over(enrolment.edition, today))
        return [
            _decided(review, kept[slug], choice, _successor(choice, kept), by, today)
            for slug, choice in choices.items()
        ]


def _decided(
    review: Review, indicator: Indicator, choice: ChoiceFacts, successor: Indicator | None, by: Person, today: date
) -> Decision:
    """One decision; nothing is written where it says what is recorded already."""
    before = indicator.decisions.filter(review=review).last()
    source = before.source if before else typed_source(review.edition)
    facts = DecisionFacts(decided=Decided(choice.decided), review=review.slug, reason=choice.reason, source=source.slug)
    rank = before.rank if before else next_rank(indicator)
    row = described(facts, indicator, rank, {review.slug: review}, {source.slug: source})
    same = before and all(getattr(before, name) == getattr(row, name) for name in SAID if name != "note")
    if before and same and indicator.successor == successor:
        return before
    _live(indicator, choice, successor, by, today)
    return _kept(before, row, by)


def _kept(before: Decision | None, row: Decision, by: Person) -> Decision:
    at = scope(row.indicator.enrolment)
    if before is None:
        row.save()
        journal.made(row, by=by, scope=at, verb=row.decided)
        return row
    with journal.changing(before, by=by, scope=at, verb=row.decided):
        before.decided, before.reason = row.decided, row.reason
        before.save(update_fields=["decided", "reason"])
    return before


def _live(indicator: Indicator, choice: ChoiceFacts, successor: Indicator | None, by: Person, today: date) -> None:
    """The indicator's own life: what was retired is followed again before another word is said of it."""
    if indicator.status == Status.RETIRED:
        follow_again(indicator, by=by)
    if choice.decided != Choice.KEEP:
        retire_indicator(indicator, reason=choice.reason, successor=successor, by=by, today=today)


def _successor(choice: ChoiceFacts, kept: Mapping[str, Indicator]) -> Indicator | None:
    return kept[choice.successor] if choice.successor and choice.decided == Choice.REPLACE else None


def _refuse(choices: Mapping[str, ChoiceFacts], kept: Mapping[str, Indicator], *, over: bool) -> None:
    ending = {slug for slug, choice in choices.items() if choice.decided != Choice.KEEP}
    for slug, choice in choices.items():
        if slug not in kept or (choice.successor and choice.successor not in kept):
            raise UserError(f"L'indicateur {quoted(slug)} et son remplaçant doivent être de ce service.")
        if not choice.reason and not over:
            raise UserError(f"{quoted(slug)} : dire pourquoi ; c'est ce qui se perd le plus vite.")
        if choice.decided == Choice.REPLACE and choice.successor in {None, slug, *ending}:
            raise UserError(f"{quoted(slug)} : choisir un remplaçant qui reste suivi, ou l'abandonner sans successeur.")
