"""What selection holds about a person: their applications and the scores they gave; for `ground/personal.py`."""

from typing import Any

from gamma.cockpit.selection.lists import State
from gamma.cockpit.selection.models import Application, Sheet
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import values
from gamma.ground.personal import Holding


def told(person: Person) -> dict[str, Any]:
    """The applications of a person with their evidence, and the scores they gave, as they are given to them."""
    applications = Application.objects.filter(applicant=person).select_related("call__edition", "applicant")
    sheets = Sheet.objects.filter(member=person).select_related("application").prefetch_related("scores__criterion")
    return {
        "applications": [
            {**values(one), "evidence": list(one.evidences.values("criterion", "text", "link"))}
            for one in applications.prefetch_related("evidences")
        ],
        "scores": [
            {
                "of": sheet.application.product,
                "criterion": one.criterion.slug,
                "value": one.value,
                "comment": one.comment,
            }
            for sheet in sheets
            for one in sheet.scores.all()
        ],
    }


def leave(person: Person) -> None:
    """What was begun goes; what was sent and scored stays, for the decision rests on it."""
    Application.objects.filter(applicant=person, state=State.DRAFT).delete()


HOLDING = Holding(told, leave)
