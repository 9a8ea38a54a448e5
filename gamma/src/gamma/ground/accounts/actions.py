"""What may be written of persons."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from gamma.ground import personal
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import note

UNUSED_DAYS = 365
SESSION_DAYS = settings.SESSION_COOKIE_AGE // 86_400


@transaction.atomic
def person_at(email: str, *, name: str = "") -> Person:
    """The person of an address, made if nobody has it; a name already given is kept."""
    address = email.strip().lower()
    person = Person.objects.filter(email__iexact=address).first()
    if person is None:
        return Person.objects.create_user(address, name=name)
    if name and not person.name:
        person.name = name
        person.save(update_fields=["name"])
    return person


@transaction.atomic
def rename(person: Person, *, name: str, by: Person) -> Person:
    """Give a person the name they want to be known by; the journal tells that it changed, and keeps neither name."""
    note("renamed", by=by, scope=f"accounts/{person.pk}", subject=f"accounts/{person.pk}", model="accounts.person")
    person.name = name.strip()
    person.save(update_fields=["name"])
    return person


def prove(person: Person, *, email: str) -> None:
    """Record that a person receives what is sent to their address: a code came back, or a provider vouches for it."""
    proven = {"verified": True, "primary": True}
    EmailAddress.objects.update_or_create(user=person, email=email.lower(), defaults=proven)


def sign_out_everywhere(person: Person) -> None:
    """End every session of a person: each of them is sealed with what is drawn anew here."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


@transaction.atomic
def forget(person: Person) -> None:
    """Erase a person: every room forgets who they were; what they did stays, by nobody."""
    for holding in personal.holdings().values():
        holding.forget(person)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    person.email, person.name = f"personne-{person.pk}@effacee.invalid", ""
    person.is_active, person.last_login = False, None
    sign_out_everywhere(person)
    person.save()


def forget_sessions(now: datetime) -> int:
    """Remove the sessions that are over; return how many."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def forget_unused(now: datetime) -> int:
    """Erase who never signed in for a year and takes part in nothing; return how many."""
    taking = {key for holding in personal.holdings().values() for key in holding.parts()}
    unused = Person.objects.filter(
        is_active=True, last_login=None, joined_at__lt=now - timedelta(days=UNUSED_DAYS)
    ).exclude(pk__in=taking)
    for person in (found := list(unused)):
        forget(person)
    return len(found)
