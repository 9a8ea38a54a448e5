"""Insiders: of which products of an edition a person may know how the work goes."""

from collections.abc import Set

from django.db.models import Q, QuerySet

from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.programme.queries import memberships
from gamma.ground.accounts.models import Person


def inside(person: object, edition: Edition) -> QuerySet[Enrolment]:
    """The products whose weekly work a person may see; none, and no query, for who is not signed in."""
    if not isinstance(person, Person):
        return Enrolment.objects.none()
    parts = memberships(person).filter(Q(edition=edition) | Q(edition=None), role__in=Right.CHECKIN_SEE.value)
    return _seen(edition, set(parts.values_list("enrolment", flat=True)))


def _seen(edition: Edition, held: Set[int | None]) -> QuerySet[Enrolment]:
    """All of them for who holds a part in the whole."""
    rows = Enrolment.objects.filter(edition=edition)
    return rows if None in held else rows.filter(pk__in=[one for one in held if one])
