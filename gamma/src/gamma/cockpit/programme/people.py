"""People: who takes part in an edition or for a product, as a page tells it, and the parts one may give there."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.programme.giving import Spot, given, spot_of
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.programme.queries import members, standing, team
from gamma.ground import wording
from gamma.ground.accounts.models import Person

At = Edition | Enrolment
WHOLE_EDITION, WHOLE_PROGRAMME = ".", "*"
"""Keys that no product has: an address has neither."""


@dataclass(frozen=True)
class Line:
    """Someone in the list: how they are called, their part, where, since when; `member` is for who may change it."""

    who: str
    role: str
    where: str
    since: str
    member: int | None


def lines(at: At, roles: Set[str]) -> list[Line]:
    """Who takes part, for a reader who holds these roles there."""
    rows = team(at) if isinstance(at, Enrolment) else members(at)
    return [_line(row, at, given(roles)) for row in rows]


def _line(part: Membership, at: At, mine: Set[str]) -> Line:
    here = part.enrolment_id == at.pk if isinstance(at, Enrolment) else part.edition_id == at.pk
    changes = here and part.role in mine
    who = called(part)
    return Line(
        who if mine else who.partition("@")[0],
        part.get_role_display(),
        str(spot_of(part)),
        _since(part),
        part.pk if changes else None,
    )


def has_come(part: Membership) -> bool:
    """Whether someone signed in since they were invited: before, a name would tell that they had an account already."""
    last = part.person.last_login
    return last is not None and last >= part.invited_at


def called(part: Membership) -> str:
    """How to name someone to who invited them."""
    return str(part.person) if has_come(part) else part.person.email


def _since(part: Membership) -> str:
    day = wording.day(timezone.localdate(part.invited_at))
    return _("depuis le %(day)s") % {"day": day} if has_come(part) else _("invitée le %(day)s") % {"day": day}


def parts(at: At) -> QuerySet[Membership]:
    """The parts that can be changed from a page: those of an edition and of its products, or of one product."""
    whole = at.edition if isinstance(at, Enrolment) else at
    found = members(whole)
    return found.filter(enrolment=at) if isinstance(at, Enrolment) else found


def spots(at: At, by: Person) -> dict[str, Spot]:
    """The places where someone may give parts from a page, by their key."""
    if isinstance(at, Enrolment):
        return {at.product.slug: Spot(at.edition, at)}
    rows = at.enrolments.select_related("product", "edition")
    found = {WHOLE_EDITION: Spot(at), **{row.product.slug: Spot(at, row) for row in rows}}
    leads = standing(by, None, None).may({MemberRole.LEAD})
    return found | ({WHOLE_PROGRAMME: Spot()} if leads else {})


def key(spot: Spot) -> str:
    """How a form names a place."""
    if spot.enrolment:
        return spot.enrolment.product.slug
    return WHOLE_EDITION if spot.edition else WHOLE_PROGRAMME


def choices(spots: Mapping[str, Spot], roles: Set[str]) -> dict[str, Any]:
    """What a form asks of a part: the roles that one who holds these may give, and where."""
    held = {role for spot in spots.values() for role in spot.roles} & given(roles)
    listed = [(role.value, role.label) for role in MemberRole if role in held]
    return {"roles": listed, "places": [(key, str(spot)) for key, spot in spots.items()]}
