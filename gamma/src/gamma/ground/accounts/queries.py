"""Questions about persons."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from gamma.ground import personal
from gamma.ground.accounts.models import Person


def person_of(request: HttpRequest) -> Person:
    """The person of a request, in a view whose access asks for one."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


@dataclass(frozen=True)
class Security:
    """How an account is protected: whether an application gives a second code, and how many spare codes are left."""

    second: bool
    spare: int


def security(person: Person) -> Security:
    """How the account of a person is protected."""
    found = {row.type: row for row in Authenticator.objects.filter(user=person)}
    spare = found.get(Authenticator.Type.RECOVERY_CODES)
    unused = len(spare.wrap().get_unused_codes()) if spare else 0
    return Security(Authenticator.Type.TOTP in found, unused)


def everything(person: Person) -> dict[str, Any]:
    """All that the house holds about a person, room by room."""
    return {name: holding.export(person) for name, holding in personal.holdings().items()}


def identity(person: Person) -> dict[str, Any]:
    """What accounts themselves hold about a person; secrets are not given out."""
    return {
        "email": person.email,
        "name": person.name,
        "joined_at": person.joined_at.isoformat(),
        "last_login": person.last_login.isoformat() if person.last_login else None,
        "second_factor": security(person).second,
        "providers": list(SocialAccount.objects.filter(user=person).values_list("provider", flat=True)),
    }
