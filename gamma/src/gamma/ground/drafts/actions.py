"""What may be written of drafts."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from gamma.ground.accounts.models import Person
from gamma.ground.drafts.models import Draft

KEPT_DAYS = 30
LARGEST = 200_000
"""Characters of a draft: a form holds far less; more is somebody else's use of the place."""

Fields = dict[str, list[str]]


def keep(fields: Fields, *, path: str, by: Person, opened: datetime | None = None) -> bool:
    """Keep what was typed so far in a form, unless it was sent since it was opened; False when no form is so long."""
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return False
    values = {"fields": fields, "saved_at": timezone.now()}
    there, made = Draft.objects.get_or_create(person=by, path=path[:500], defaults=values)
    if not made:
        late = Q(sent_at__gt=opened) if opened else Q(pk=None)
        Draft.objects.filter(~late, pk=there.pk).update(**values)
    return True


def drop(*, path: str, by: Person) -> None:
    """The form was sent, or its draft is not wanted."""
    now = timezone.now()
    values = {"fields": {}, "saved_at": now, "sent_at": now}
    Draft.objects.update_or_create(person=by, path=path[:500], defaults=values)


def drop_all(person: Person) -> int:
    """Remove the drafts of someone who asks to be forgotten; return how many."""
    return Draft.objects.filter(person=person).delete()[0]


def forget(now: datetime) -> int:
    """Remove the drafts nobody came back to for a month; return how many."""
    return Draft.objects.filter(saved_at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]
