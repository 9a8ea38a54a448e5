"""What may be written of reviews and decisions."""

from collections.abc import Sequence

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.reviews.facts import DecisionFacts, ReviewFacts
from gamma.cockpit.reviews.models import Decision, Review
from gamma.ground.rows import Tally, put, relate, replace

COMPARED = ("review_id", "rank", "decided", "dated", "reason", "note", "source_id")


def record_reviews(
    facts: Sequence[ReviewFacts], *, edition: Edition, sources: dict[str, Source], tally: Tally
) -> dict[str, Review]:
    """Make or correct the reviews of an edition; return all of them by slug."""
    for rank, review in enumerate(facts):
        values = {name: getattr(review, name) for name in ("kind", "planned", "held", "published", "note")}
        row = put(Review, {"edition": edition, "slug": review.id}, {"rank": rank, **values}, tally)
        relate(row.sources, [sources[name] for name in review.sources], tally)
    return {review.slug: review for review in edition.reviews.all()}


def record_decisions(
    facts: Sequence[DecisionFacts],
    *,
    indicator: Indicator,
    reviews: dict[str, Review],
    sources: dict[str, Source],
    tally: Tally,
) -> None:
    """Bring what was decided of an indicator to what is described, in that order."""
    decisions = [
        Decision(
            indicator=indicator,
            rank=rank,
            review=reviews[decision.review],
            source=sources[decision.source],
            **decision.model_dump(include={"decided", "dated", "reason", "note"}),
        )
        for rank, decision in enumerate(facts)
    ]
    replace(indicator.decisions.all(), decisions, COMPARED, tally)
