"""What surveys hold about a person: that they are invited, by their address. Declared to `ground/personal.py`."""

from typing import Any

from gamma.ground.accounts.models import Person
from gamma.ground.personal import Holding
from gamma.instruments.surveys.models import Invitation


def told(person: Person) -> list[dict[str, Any]]:
    """The invitations of a person; what they answered is not theirs to find: nobody knows it."""
    rows = Invitation.objects.filter(email__iexact=person.email).select_related("wave__survey")
    return [{"wave": str(one.wave), "sent_on": _day(one.sent_on), "answered": one.answered} for one in rows]


def leave(person: Person) -> None:
    """The invitations of a person go; that they want none stays, as a digest."""
    Invitation.objects.filter(email__iexact=person.email).delete()


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


HOLDING = Holding(told, leave)
