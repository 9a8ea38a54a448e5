"""What may be written of decisions: a file and a person write them by the same way, in the order they were taken."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.actions import rewriting
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.programme.queries import is_over
from gamma.cockpit.reviews.facts import DecisionFacts
from gamma.cockpit.reviews.lists import Decided
from gamma.cockpit.reviews.models import Decision, Review
from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError
from gamma.ground.rows import Tally, replace

SAID = ("decided", "dated", "reason", "note")
COMPARED = ("review_id", "rank", *SAID, "source_id")


def record_decisions(
    facts: Sequence[DecisionFacts],
    *,
    indicator: Indicator,
    reviews: Mapping[str, Review],
    sources: Mapping[str, Source],
    tally: Tally,
) -> None:
    """Bring what was decided of an indicator to what is described, in that order."""
    decisions = [described(decision, indicator, rank, reviews, sources) for rank, decision in enumerate(facts)]
    replace(indicator.decisions.all(), decisions, COMPARED, tally)


def make_decision(facts: DecisionFacts, *, indicator: Indicator, by: By, today: date) -> Decision:
    """Say what a meeting decided of an indicator, after what is known already."""
    edition = indicator.enrolment.edition
    with rewriting(edition):
        _refuse_ending(facts, edition, today)
        row = described(facts, indicator, next_rank(indicator), *named(edition))
        row.save()
        journal.made(row, by=by, scope=indicator.enrolment.scope, verb=row.decided)
    return row


def change_decision(decision: Decision, facts: DecisionFacts, *, by: By, today: date) -> Decision:
    """Correct what is said of a decision."""
    enrolment = decision.indicator.enrolment
    with rewriting(enrolment.edition), journal.changing(decision, by=by, scope=enrolment.scope):
        if facts.decided != decision.decided:
            _refuse_ending(facts, enrolment.edition, today)
        said = described(facts, decision.indicator, decision.rank, *named(enrolment.edition))
        for name in (*SAID, "review", "source"):
            setattr(decision, name, getattr(said, name))
        decision.save()
    return decision


def remove_decision(decision: Decision, *, by: By) -> None:
    """Take back a decision that was recorded by mistake."""
    enrolment = decision.indicator.enrolment
    with rewriting(enrolment.edition):
        journal.removed(decision, by=by, scope=enrolment.scope)
        decision.delete()


def described(
    facts: DecisionFacts,
    indicator: Indicator,
    rank: int,
    reviews: Mapping[str, Review],
    sources: Mapping[str, Source],
) -> Decision:
    """A decision as it is described, not kept yet."""
    said = facts.model_dump(include=set(SAID))
    review, source = reviews[facts.review], sources[facts.source]
    return Decision(indicator=indicator, rank=rank, review=review, source=source, **said)


def next_rank(indicator: Indicator) -> int:
    """After the last decision there is."""
    last = indicator.decisions.aggregate(last=Max("rank"))["last"]
    return 0 if last is None else int(last) + 1


def named(edition: Edition) -> tuple[dict[str, Review], dict[str, Source]]:
    """The meetings and the sources of an edition, by their slug."""
    reviews = {row.slug: row for row in edition.reviews.all()}
    return reviews, {row.slug: row for row in edition.sources.all()}


def _refuse_ending(facts: DecisionFacts, edition: Edition, today: date) -> None:
    """While an edition runs, an indicator ends by the page of its review, which ends its life too."""
    if facts.decided in (Decided.RETIRED, Decided.REPLACED) and not is_over(edition, today):
        raise UserError(_("Un indicateur s'abandonne ou se remplace à la page de la réunion qui le décide."))
