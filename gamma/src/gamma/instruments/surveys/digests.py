"""Digests: what is kept of a link, and of an address that is to be left alone."""

from hashlib import sha256

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

SALT = "surveys.opposition"


def digest_of(token: str) -> str:
    """What is kept of something drawn at random."""
    return sha256(token.encode()).hexdigest()


def digests_of(email: str) -> list[str]:
    """What may have been kept of an address, by the key of the site or a former one: without it none can be guessed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(SALT, email.strip().lower(), secret=key, algorithm="sha256").hexdigest() for key in keys]


def opposition(email: str) -> str:
    """What the link of a letter holds so that its reader may refuse all others, even once their address is deleted."""
    return Signer(salt=SALT).sign(digests_of(email)[0])


def opposing(signed: str) -> str | None:
    """The digest in such a link; None where it is not ours."""
    try:
        return Signer(salt=SALT).unsign(signed)
    except BadSignature:
        return None
