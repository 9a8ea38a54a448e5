"""Webhook: figures that another program sends, signed.

Relied on: "Standard Webhooks" (specification, standard-webhooks): headers `webhook-id`, `webhook-timestamp` (seconds)
and `webhook-signature`, a list of "v1," and the base64 of the HMAC-SHA256 of "id.timestamp.body"; a secret is written
"whsec_" and its base64; times more than five minutes away are refused; the id tells a repetition.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, ValidationError

from gamma.ground.facts import Facts, Number, PeriodText
from gamma.ground.faults import quoted
from gamma.instruments.harvest.fetching.shapes import Answer
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Found, Kind, Unreadable, Wanted
from gamma.instruments.harvest.sources.rows import decoded

WINDOW = 300.0  # seconds
LARGEST = 64_000  # bytes
PREFIX = "whsec_"
SHORTEST = 24  # characters of a secret


class WebhookFacts(Facts):
    """Nothing but the secret: the letter says the rest."""


class Sent(Facts):
    """The body of a letter: the figure of a period."""

    period: PeriodText
    value: Number
    n: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None
    precision: Literal["exact", "approx", "at_least", "at_most"] = "exact"


class Forged(Exception):
    """A letter that is not from who holds the secret, or not of now."""


def signed(secret: str, ident: str, timestamp: str, body: bytes) -> str:
    """The signature of a letter."""
    message = f"{ident}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(_key(secret), message, "sha256")).decode()


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """The id of a letter that is what it says. Raises Forged."""
    ident, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not 0 < len(ident) <= 200 or not timestamp.isdecimal() or not ident.isascii():
        raise Forged(_("Il manque webhook-id ou webhook-timestamp."))
    wanted = signed(secret, ident, timestamp, body).encode()
    given = headers.get("webhook-signature", "").encode().split()
    if not any([hmac.compare_digest(wanted, one) for one in given]):  # noqa: C419 - as long whichever matches
        raise Forged(_("La signature ne correspond pas."))
    if abs(now.timestamp() - float(timestamp)) > WINDOW:
        raise Forged(_("L'envoi est daté de plus de cinq minutes : signer de nouveau."))
    return ident


def letter(answer: Answer) -> Sent:
    """What a letter says. Raises Unreadable."""
    try:
        return Sent.model_validate(decoded(answer))
    except ValidationError as wrong:
        place = ".".join(str(step) for step in wrong.errors()[0]["loc"]) or "–"
        raise Unreadable(
            _("L'envoi ne se lit pas (%(place)s) : attendus period et value.") % {"place": place}
        ) from None


def read(facts: WebhookFacts, answer: Answer, wanted: Wanted) -> Found:  # noqa: ARG001 - one signature for all kinds
    """The figure of the letter, which is of the period it says."""
    said = letter(answer)
    if said.period != wanted.period.text:
        raise Unreadable(_("L'envoi parle de %(period)s.") % {"period": quoted(said.period)})
    return Found(said.value, said.n, said.precision)


def _key(secret: str) -> bytes:
    if secret.startswith(PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        except binascii.Error:
            return secret.encode()
    return secret.encode()


KIND = Kind(
    FeedKind.WEBHOOK,
    gettext_lazy("Un programme du service envoie lui-même ses chiffres, signés."),
    WebhookFacts,
    read,
    secret=gettext_lazy("Secret partagé"),
    secret_hint=gettext_lazy(
        "Au moins 24 caractères tirés au hasard ; « whsec_ » puis du base64, ou tout autre texte."
    ),
)
