"""Keys: what lets a program send the readings of one product. A key is told once; only its digest is kept."""

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import standing
from gamma.cockpit.reports.models import Key
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import changing, made


@transaction.atomic
def make_key(*, enrolment: Enrolment, name: str, by: Person, now: datetime) -> tuple[Key, str]:
    """A new key for the readings of a product, and its secret, told this once."""
    secret = f"gamma_{secrets.token_urlsafe(32)}"
    key = Key.objects.create(enrolment=enrolment, person=by, name=name, digest=digest_of(secret), created_at=now)
    made(key, by=by, scope=enrolment.scope, verb="key made")
    return key, secret


def revoke_key(key: Key, *, by: Person, now: datetime) -> Key:
    """A key that serves no more; revoking it again changes nothing."""
    with changing(key, by=by, scope=key.enrolment.scope, verb="key revoked"):
        key.revoked_at = key.revoked_at or now
        key.save(update_fields=["revoked_at"])
    return key


def use_key(key: Key, *, on: date) -> None:
    """Note the day a key last served."""
    Key.objects.filter(pk=key.pk).exclude(last_used_on=on).update(last_used_on=on)


def key_of(secret: str) -> Key | None:
    """The key that serves under that secret, while the person who made it may still write readings there."""
    related = ("person", "enrolment__edition", "enrolment__product")
    key = Key.objects.filter(digest=digest_of(secret), revoked_at=None).select_related(*related).first()
    if key is None or not key.person.is_active:
        return None
    place = standing(key.person, key.enrolment.edition.slug, key.enrolment.product.slug)
    return key if place.may(Right.READING_WRITE.value) else None


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()
