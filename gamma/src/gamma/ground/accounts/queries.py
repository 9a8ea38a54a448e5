"""Questions about persons."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from gamma.ground.accounts.models import Person


def person_of(request: HttpRequest) -> Person:
    """The person of a request, in a view whose access asks for one."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
