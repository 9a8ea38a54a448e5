"""What may be written of the meetings of an edition: a file and a person write them by the same way."""

from collections.abc import Mapping, Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from gamma.cockpit.programme.actions import rewriting
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.reviews.facts import ReviewFacts
from gamma.cockpit.reviews.models import Review
from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.ground.rows import Tally, put, relate

DATED = ("kind", "planned", "held", "published", "note")


def record_reviews(
    facts: Sequence[ReviewFacts], *, edition: Edition, sources: Mapping[str, Source], tally: Tally
) -> dict[str, Review]:
    """Make or correct the reviews of an edition; return all of them by slug."""
    for rank, review in enumerate(facts):
        _put(review, rank, edition, sources, tally)
    return {review.slug: review for review in edition.reviews.all()}


def make_review(facts: ReviewFacts, *, edition: Edition, by: By) -> Review:
    """Plan a meeting, or say that it was held; it comes after those there are."""
    with rewriting(edition):
        if edition.reviews.filter(slug=facts.id).exists():
            raise UserError(
                _("L'adresse %(id)s est déjà prise dans cette édition : en choisir une autre.")
                % {"id": quoted(facts.id)}
            )
        last = edition.reviews.aggregate(last=Max("rank"))["last"]
        row = _put(facts, 0 if last is None else last + 1, edition, _named(edition), Tally())
        journal.made(row, by=by, scope=edition.scope)
    return row


def change_review(review: Review, facts: ReviewFacts, *, by: By) -> Review:
    """Correct what is said of a meeting; its address does not change."""
    at = review.edition.scope
    with rewriting(review.edition), journal.changing(review, by=by, scope=at):
        before = _sources(review)
        said = facts.model_copy(update={"id": review.slug})
        _put(said, review.rank, review.edition, _named(review.edition), Tally())
        review.refresh_from_db(fields=DATED)
        if before != facts.sources:
            told = {"before": {"sources": before}, "after": {"sources": facts.sources}}
            journal.note("changed", by=by, scope=at, subject=str(review), model=review._meta.label_lower, **told)
    return review


def remove_review(review: Review, *, by: By) -> None:
    """Take back a meeting that was made by mistake, and decided nothing."""
    with rewriting(review.edition):
        if review.decisions.exists():
            raise UserError(_("Cette réunion a décidé de plusieurs indicateurs : retirer d'abord ses décisions."))
        journal.removed(review, by=by, scope=review.edition.scope)
        review.delete()


def _put(facts: ReviewFacts, rank: int, edition: Edition, sources: Mapping[str, Source], tally: Tally) -> Review:
    values = {name: getattr(facts, name) for name in DATED}
    row = put(Review, {"edition": edition, "slug": facts.id}, {"rank": rank, **values}, tally)
    relate(row.sources, [sources[name] for name in facts.sources], tally)
    return row


def _sources(review: Review) -> list[str]:
    return sorted(source.slug for source in review.sources.all())


def _named(edition: Edition) -> dict[str, Source]:
    return {source.slug: source for source in edition.sources.all()}
