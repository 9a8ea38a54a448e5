"""What feeds hold about a person: which ones they look after, which hosts they allowed."""

from typing import Any

from gamma.ground.accounts.models import Person
from gamma.ground.personal import Holding
from gamma.instruments.harvest.models import Feed, Host


def told(person: Person) -> dict[str, Any]:
    """By their names."""
    feeds = Feed.objects.filter(owner=person).values_list("title", flat=True)
    return {"feeds": list(feeds), "hosts": list(Host.objects.filter(added_by=person).values_list("name", flat=True))}


def leave(person: Person) -> None:
    """Feeds and hosts stay, by nobody."""
    Feed.objects.filter(owner=person).update(owner=None)
    Host.objects.filter(added_by=person).update(added_by=None)


HOLDING = Holding(told, leave)
