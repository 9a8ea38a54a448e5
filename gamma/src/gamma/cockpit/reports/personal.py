"""What reports hold about a person: keys of the API, letters sent or stopped. Declared to `ground/personal.py`."""

from typing import Any

from django.utils import timezone

from gamma.cockpit.reports.models import Key, Sent, Stopped
from gamma.ground.accounts.models import Person
from gamma.ground.personal import Holding


def told(person: Person) -> dict[str, Any]:
    """The keys of a person, never what they open with, and the letters sent to them or stopped, as given to them."""
    return {
        "keys": [
            {"name": key.name, "created_at": key.created_at.isoformat(), "revoked": key.revoked_at is not None}
            for key in Key.objects.filter(person=person).order_by("created_at")
        ],
        "letters": [{"kind": one.kind, "month": str(one.month)} for one in Sent.objects.filter(person=person)],
        "stopped": [one.kind for one in Stopped.objects.filter(person=person)],
    }


def leave(person: Person) -> None:
    """Their keys open nothing any more; what they wrote to, and what was written to them, is nobody's."""
    Key.objects.filter(person=person, revoked_at=None).update(revoked_at=timezone.now())
    for model in (Sent, Stopped):
        model.objects.filter(person=person).delete()


HOLDING = Holding(told, leave)
