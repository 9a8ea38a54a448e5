"""Questions about the journal."""

from typing import Any

from django.db.models import Q, QuerySet

from gamma.ground.accounts.models import Person
from gamma.ground.audit.models import Entry


def entries(scope: str) -> QuerySet[Entry]:
    """What was written of a scope and of all that is in it, the latest first."""
    return Entry.objects.filter(Q(scope=scope) | Q(scope__startswith=f"{scope}/")).select_related("person")


def written(person: Person) -> list[dict[str, Any]]:
    """Everything the journal says that a person wrote, as it is given to them."""
    found = Entry.objects.filter(person=person).order_by("at")
    return [{"at": one.at.isoformat(), "verb": one.verb, "scope": one.scope, "subject": one.subject} for one in found]
