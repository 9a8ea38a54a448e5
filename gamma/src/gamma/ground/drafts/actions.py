"""What may be written of drafts."""

from datetime import datetime, timedelta

from django.utils import timezone

from gamma.ground.accounts.models import Person
from gamma.ground.drafts.models import Draft

KEPT_DAYS = 30
LARGEST = 200_000
"""Characters of a draft: a form holds far less; more is somebody else's use of the place."""

Fields = dict[str, list[str]]


def keep(fields: Fields, *, path: str, by: Person) -> Draft | None:
    """Keep what was typed so far at the address of a form; None when it is too long to be a form's."""
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return None
    values = {"fields": fields, "saved_at": timezone.now()}
    return Draft.objects.update_or_create(person=by, path=path[:500], defaults=values)[0]


def drop(*, path: str, by: Person) -> None:
    """The form was sent, or its draft is not wanted."""
    Draft.objects.filter(person=by, path=path[:500]).delete()


def forget(now: datetime) -> int:
    """Remove the drafts nobody came back to for a month; return how many."""
    return Draft.objects.filter(saved_at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]
