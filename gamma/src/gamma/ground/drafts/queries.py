"""Questions about drafts."""

from typing import Any

from gamma.ground.accounts.models import Person
from gamma.ground.drafts.models import Draft


def draft(path: str, person: Person) -> Draft | None:
    """What a person typed at the address of a form and did not send."""
    return Draft.objects.filter(person=person, path=path[:500]).exclude(fields={}).first()


def kept(person: Person) -> list[dict[str, Any]]:
    """Everything a person typed and did not send, as it is given to them."""
    found = Draft.objects.filter(person=person).exclude(fields={}).order_by("saved_at")
    return [{"path": one.path, "saved_at": one.saved_at.isoformat(), "fields": one.fields} for one in found]
