"""What a season file may say of the reviews of an edition and of what they decided."""

from gamma.cockpit.reviews.lists import Decided, ReviewKind
from gamma.ground.facts import Facts, PartialDate, Slug, Slugs, Words


class ReviewFacts(Facts):
    id: Slug
    kind: ReviewKind
    planned: PartialDate = ""
    held: PartialDate = ""
    published: PartialDate = ""
    note: Words = {}
    sources: Slugs = []


class DecisionFacts(Facts):
    decided: Decided
    review: Slug
    dated: bool = True
    reason: Words = {}
    note: Words = {}
    source: Slug
