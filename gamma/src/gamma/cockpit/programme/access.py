"""Who may what in an edition: the roles that each right asks for. Views declare a right; nothing else decides.

A role held for a product holds for that product; held for an edition, for all of it.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from gamma.cockpit.programme.lists import MemberRole as M
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.programme.queries import Part, Standing, is_over, parts_held, standing_by
from gamma.ground.access import Rule, access
from gamma.ground.desk import Link, Place, links

TEAM = frozenset({M.COACH, M.PRODUCT_LEAD, M.DEPLOYMENT, M.DATA_OWNER})
INSIDE = TEAM | {M.LEAD}


class Right(Enum):
    """What may be asked for, and the roles it is given to."""

    # The edition
    EDITION_SEE = frozenset(M)
    EDITION_WRITE = frozenset({M.LEAD})
    PEOPLE = frozenset({M.LEAD})
    PRODUCT_PEOPLE = frozenset({M.LEAD, M.PRODUCT_LEAD})
    JOURNAL = INSIDE
    # Selection
    SELECTION_SEE = frozenset({M.LEAD, M.COMMITTEE})
    SELECTION_SCORE = frozenset({M.COMMITTEE})
    SELECTION_DECIDE = frozenset({M.LEAD})
    # A product: indicators, targets, readings, levers
    PRODUCT_SEE = INSIDE | {M.SPONSOR, M.EXPERT}
    PRODUCT_WRITE = frozenset({M.PRODUCT_LEAD, M.COACH})
    INDICATOR_PROPOSE = frozenset({M.PRODUCT_LEAD, M.COACH, M.DATA_OWNER})
    INDICATOR_ACCEPT = frozenset({M.COACH})
    TARGET_PROPOSE = frozenset({M.PRODUCT_LEAD})
    TARGET_ACCEPT = frozenset({M.SPONSOR})
    READING_WRITE = frozenset({M.PRODUCT_LEAD, M.DATA_OWNER})
    LEVER_WRITE = frozenset({M.PRODUCT_LEAD, M.COACH, M.DEPLOYMENT})
    SURVEY_WRITE = frozenset({M.PRODUCT_LEAD, M.DATA_OWNER})
    KEYS = frozenset({M.PRODUCT_LEAD, M.DATA_OWNER})
    FEED_SEE = INSIDE
    FEED_WRITE = frozenset({M.PRODUCT_LEAD, M.DATA_OWNER})
    HISTORY_WRITE = frozenset({M.LEAD, M.COACH, M.PRODUCT_LEAD})
    # The weekly half hour and the reviews
    CHECKIN_SEE = INSIDE
    CHECKIN_WRITE = TEAM
    BLOCKER_LIFT = TEAM | {M.SPONSOR}
    REVIEW_DECIDE = frozenset({M.PRODUCT_LEAD, M.COACH, M.LEAD})
    # What is shown
    SPONSOR_SEE = INSIDE | {M.SPONSOR}
    BILAN_SEE = INSIDE | {M.SPONSOR}
    BILAN_WRITE = frozenset({M.LEAD, M.COACH, M.PRODUCT_LEAD})
    BILAN_PUBLISH = frozenset({M.LEAD})
    BILAN_CONFIRM = frozenset({M.LEAD, M.COACH, M.SPONSOR})


View = Callable[..., HttpResponseBase]


def allowed(read: Right, write: Right | None = None, *, past: Right | None = None) -> Callable[[View], View]:
    """Declare the rights a view asks for; `edition` and `product` are read in its address. See `standing_of`.

    Who has the right `past` may use it as well once the edition is over: its history is recorded as it was.
    """
    return access(rule(read, past), rule(write, past) if write else None)


def allowed_somewhere(read: Right, write: Right | None = None) -> Callable[[View], View]:
    """The same for a page of an edition that concerns all its products: a right held for one of them is enough."""
    return access(_anywhere(read), _anywhere(write) if write else None)


def _anywhere(right: Right) -> Rule:
    def allows(request: HttpRequest, words: dict[str, Any]) -> bool | None:
        found = standing_of(request, words)
        return bool(found.anywhere & right.value) or (False if found.anywhere else None)

    return Rule(f"{right.name} somewhere", allows)


def rule(right: Right, past: Right | None = None) -> Rule:
    """A right as a rule of the ground: refused with words to members of the edition, not found for all others."""

    def allows(request: HttpRequest, words: dict[str, Any]) -> bool | None:
        found = standing_of(request, words)
        if found.may(right.value) or (past and _recording(found, past, words.get("edition"))):
            return True
        return False if found.anywhere else None

    return Rule(f"{right.name}, {past.name} once over" if past else right.name, allows)


def _recording(found: Standing, past: Right, slug: str | None) -> bool:
    edition = Edition.objects.filter(slug=slug).first() if found.may(past.value) else None
    return edition is not None and is_over(edition, timezone.localdate())


def standing_of(request: HttpRequest, words: dict[str, Any]) -> Standing:
    """Where the person of a request stands at this address."""
    edition = words.get("edition")
    return standing_by(_parts(request, edition), edition, words.get("product"))


def _parts(request: HttpRequest, edition: str | None) -> list[Part]:
    """The parts that the person of a request takes; asked of the base once a request."""
    kept: dict[str | None, list[Part]] = request.__dict__.setdefault("parts", {})
    if edition not in kept:
        kept[edition] = parts_held(request.user, edition)
    return kept[edition]


def enrolments_with(request: HttpRequest, right: Right, edition: Edition) -> QuerySet[Enrolment]:
    """The products of an edition for which the person of a request has a right; no query for a visitor."""
    held = {part.product for part in _parts(request, edition.slug) if part.role in right.value}
    rows = Enrolment.objects.filter(edition=edition)
    return rows if None in held else rows.filter(product__slug__in=held)


def links_at(request: HttpRequest, edition: str, product: str | None = None) -> list[Link]:
    """The pages of work that the person of a request may open from a place; none, and no query, for a visitor."""
    if not request.user.is_authenticated:
        return []
    held = standing_of(request, {"edition": edition, "product": product}).roles
    return links(Place(edition, product, held))


def may_somewhere(request: HttpRequest, right: Right, edition: str) -> bool:
    """Whether the person of a request has a right for an edition or for one of its products."""
    return bool(standing_of(request, {"edition": edition}).anywhere & right.value)


def may(
    request: HttpRequest, right: Right, edition: str, product: str | None = None, *, past: Right | None = None
) -> bool:
    """Whether the person of a request has a right there: to show a link only to who may follow it."""
    return bool(rule(right, past).allows(request, {"edition": edition, "product": product}))
