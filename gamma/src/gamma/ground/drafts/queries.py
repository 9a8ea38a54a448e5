"""Questions about drafts."""

from gamma.ground.accounts.models import Person
from gamma.ground.drafts.models import Draft


def draft(path: str, person: Person) -> Draft | None:
    """What a person typed at the address of a form and did not send."""
    return Draft.objects.filter(person=person, path=path[:500]).first()
