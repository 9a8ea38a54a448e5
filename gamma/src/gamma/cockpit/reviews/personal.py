"""What reviews hold about a person: what they wrote, and have to do, each week. Declared to `ground/personal.py`."""

from typing import Any

from django.db.models import Q

from gamma.cockpit.reviews.models import Action, Blocker, Note, Reminder
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import values
from gamma.ground.personal import Holding


def told(person: Person) -> dict[str, Any]:
    """The notes, actions and blockers of a person, as they are given to them."""
    mine, owned = Q(written_by=person), Q(written_by=person) | Q(owner=person)
    found = {"notes": Note.objects.filter(mine), "actions": Action.objects.filter(owned)}
    found |= {"blockers": Blocker.objects.filter(owned | Q(asked_person=person))}
    return {name: [values(one) for one in rows] for name, rows in found.items()}


def leave(person: Person) -> None:
    """What was agreed stays, by a person without a name; that letters were sent to them goes."""
    Reminder.objects.filter(person=person).delete()


HOLDING = Holding(told, leave)
