"""Insiders: of which products of an edition a person may know how the work goes."""

from collections.abc import Set

from django.db.models import Q

from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.programme.queries import memberships
from gamma.ground.accounts.models import Person


def inside(person: object, edition: Edition) -> list[Enrolment]:
    """The products whose weekly work a person may see; none, and no query, for who is not signed in."""
    if not isinstance(person, Person):
        return []
    parts = memberships(person).filter(Q(edition=edition) | Q(edition=None), role__in=Right.CHECKIN_SEE.value)
    return _seen(edition, set(parts.values_list("enrolment", flat=True)))


def _seen(edition: Edition, held: Set[int | None]) -> list[Enrolment]:
    """All of them for who holds a part in the whole."""
    if not held:
        return []
    rows = Enrolment.objects.filter(edition=edition).select_related("edition", "product")
    return list(rows if None in held else rows.filter(pk__in=[one for one in held if one]))
