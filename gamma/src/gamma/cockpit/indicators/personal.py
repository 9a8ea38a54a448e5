"""What indicators hold about a person: the files they brought and did not confirm; for `ground/personal.py`."""

from typing import Any

from gamma.cockpit.indicators.models import Upload
from gamma.ground.accounts.models import Person
from gamma.ground.personal import Holding


def told(person: Person) -> list[dict[str, Any]]:
    """The files of a person, by their names, as they are given to them."""
    found = Upload.objects.filter(person=person).order_by("brought_at")
    return [{"name": one.name, "brought_at": one.brought_at.isoformat()} for one in found]


def leave(person: Person) -> None:
    """What was brought and not confirmed goes."""
    Upload.objects.filter(person=person).delete()


HOLDING = Holding(told, leave)
