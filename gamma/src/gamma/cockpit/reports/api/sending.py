"""Sending: who sends a reading, and the body that describes it. Everything that is wrong is told at once."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import ValidationError

from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.reports.keys import key_of
from gamma.cockpit.reports.models import Key
from gamma.cockpit.reports.opendata import exact
from gamma.cockpit.reports.sending import STATE, Differs
from gamma.ground.api.reading import json_of, pieces
from gamma.ground.api.refusals import Refusal, Refused, refused
from gamma.ground.faults import Fault
from gamma.ground.sentences import sentence

SCHEME = "bearer "
BODY = 16 * 1024
JSON = "application/json"


def key_in(request: HttpRequest) -> Key:
    """The key that comes with a request. Raises Refused."""
    header = request.headers.get("Authorization", "")
    found = key_of(header[len(SCHEME) :].strip()) if header.lower().startswith(SCHEME) else None
    if found is None:
        told = _("Cette clé n'est pas connue, ou ne l'est plus.") if header else _("Une clé est demandée pour écrire.")
        mend = _("Envoyez « Authorization: Bearer … » ; une clé se fait à la page des clés du service.")
        raise Refused(Refusal(told, "Authorization", mend), status=401, headers={"WWW-Authenticate": "Bearer"})
    return found


def held_to(key: Key, edition: str, product: str) -> None:
    """See that a key is that of the product it is used for. Raises Refused."""
    own = key.enrolment
    if (own.edition.slug, own.product.slug) != (edition, product):
        told = _("Cette clé est celle d'un autre service.")
        mend = _("Elle sert pour {edition}/{product} seulement.").format(edition=own.edition, product=own.product.slug)
        raise refused(told, "Authorization", mend, status=403)


def described(request: HttpRequest) -> ReadingFacts:
    """The reading that a body describes. Raises Refused."""
    body = json_of(_whole(request), _example())
    if not isinstance(body, dict):
        raise refused(_("La demande n'est pas un objet."), "", _example())
    if "was" in body:
        told = _("« was » n'est pas attendu.")
        raise refused(told, "was", _("Envoyez la nouvelle valeur et sa raison : l'ancienne est gardée."))
    if "withdrawn" in body:
        told = _("« withdrawn » n'est pas attendu.")
        raise refused(told, "withdrawn", _("Un relevé se retire à sa page, avec sa raison."))
    for name, value in body.items():
        if any("\0" in one for one in (value.values() if isinstance(value, dict) else [value]) if isinstance(one, str)):
            raise refused(_("Un texte contient un caractère nul."), name[:80], _("Retirez-le."))
    try:
        return ReadingFacts.model_validate(body)
    except ValidationError as wrong:
        raise Refused(*(_refusal(dict(error)) for error in wrong.errors())) from None


def told(fault: Fault, where: str) -> Refusal:
    """A fault of a description, as a refusal."""
    return Refusal(_closed(fault.what), where, _closed(fault.mend))


def differing(found: Differs) -> Refusal:
    """That another value is recorded, both told."""
    kept, sent = found.kept, found.sent
    names = [name for name in STATE if getattr(kept, name) != getattr(sent, name)]
    both = {"kept": _values(kept, names), "sent": _values(sent, names)}
    told = _("Ce relevé est déjà enregistré autrement : {kept} ; vous envoyez {sent}.").format(**both)
    return Refusal(told, names[0], _("Envoyez-le avec « reason », qui dit pourquoi il est corrigé."))


def _values(row: Reading | ReadingFacts, names: list[str]) -> str:
    """Some fields as they are written in a body."""
    said = {name: getattr(row, name) for name in names}
    return ", ".join(f"{name} {json.dumps(value, ensure_ascii=False, default=exact)}" for name, value in said.items())


def _refusal(error: dict[str, Any]) -> Refusal:
    where = ".".join(str(step) for step in error["loc"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(name for name in ReadingFacts.model_fields if name not in ("was", "withdrawn"))
        return Refusal(
            _("« {key} » n'est pas attendu.").format(key=where[:80]),
            where,
            _("Clés attendues : {keys}.").format(keys=known),
        )
    return told(sentence(error), where)


def _closed(text: str) -> str:
    """A piece of sentence as a sentence."""
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.?!…' else '.'}" if text else ""


def _whole(request: HttpRequest) -> bytes:
    media = request.content_type or ""
    if media not in (JSON, ""):
        raise refused(
            _("Une demande en « {kind} » n'est pas reçue ici.").format(kind=media[:80]),
            "Content-Type",
            JSON,
            status=415,
        )
    return b"".join(pieces(request, BODY))


def _example() -> str:
    return _('Écrivez par exemple {"period": "2026-03", "value": 1250, "source": "statistiques"}.')
