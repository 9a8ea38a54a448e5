"""What the programme holds about a person: the parts they take. Declared to the port `ground/personal.py`."""

from collections.abc import Iterable
from typing import Any

from gamma.cockpit.programme.models import Membership
from gamma.cockpit.programme.queries import memberships
from gamma.ground.accounts.models import Person
from gamma.ground.personal import Holding


def parts(person: Person) -> list[dict[str, Any]]:
    """The parts a person takes, as they are given to them."""
    return [
        {
            "role": row.role,
            "edition": row.edition.slug if row.edition else None,
            "product": row.enrolment.product.slug if row.enrolment else None,
            "invited_at": row.invited_at.isoformat(),
        }
        for row in memberships(person)
    ]


def leave(person: Person) -> None:
    """A person who is forgotten takes no part any more."""
    Membership.objects.filter(person=person).delete()


def taking() -> Iterable[int]:
    """Who takes any part."""
    return Membership.objects.values_list("person", flat=True)


HOLDING = Holding(parts, leave, taking)
