"""Keys: whose request it is. A key is known by its SHA-256 only; a request without one is nobody's, and is answered."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gamma.ground.api.refusals import Refusal, Refused
from gamma.services.simulators.actions import digest_of
from gamma.services.simulators.models import Reuse

logger = logging.getLogger(__name__)
SCHEME = "bearer "


def reuse_of(request: HttpRequest) -> Reuse | None:
    """The reuse whose key comes with a request. Raises Refused when no reuse has that key, or no more.

    While the base does not answer, no key can be known: the request passes as if it had none.
    """
    header = request.headers.get("Authorization", "")
    if not header.lower().startswith(SCHEME):
        return None
    try:
        found = Reuse.objects.filter(digest=digest_of(header[len(SCHEME) :]), revoked=None).first()
    except DatabaseError:
        logger.exception("simulators: a key could not be looked for")
        return None
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Refused:
    told = Refusal(_("Cette clé n'est pas connue, ou ne l'est plus."), "Authorization", _("Demandez une autre clé."))
    return Refused(told, status=401, headers={"WWW-Authenticate": "Bearer"})
