"""Secrets of feeds, encrypted at rest: opened when a request is made, shown to nobody.

The keys are those of `HARVEST_KEYS` (the first encrypts, the others still open), else derived from `SECRET_KEY` and
those that came before it.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from gamma.ground.errors import UserError


def closed(secret: str) -> str:
    """A secret as it is kept; nothing for none."""
    return _box().encrypt(secret.encode()).decode() if secret else ""


def opened(kept: str) -> str:
    """A secret as it is sent. Raises UserError when the keys of the site are no longer those that closed it."""
    try:
        return _box().decrypt(kept.encode()).decode() if kept else ""
    except InvalidToken:
        raise UserError(_("Les clés du site ont changé : donner de nouveau le secret de ce flux.")) from None


def _box() -> MultiFernet:
    given = settings.HARVEST_KEYS or [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_key(one)) for one in given])


def _key(text: str) -> bytes:
    """Any text makes a key; its length is what makes it strong."""
    return urlsafe_b64encode(HKDF(SHA256(), length=32, salt=None, info=b"gamma harvest").derive(text.encode()))
