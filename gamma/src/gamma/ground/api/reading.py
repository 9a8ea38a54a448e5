"""Reading: bytes of a request → JSON, strictly; what is too large, too deep or ambiguous is refused."""

import json
import math
import re
from collections.abc import Iterator
from typing import IO, Any

from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from gamma.ground.api.refusals import refused

DEEPEST = 64
"""Levels of objects and lists. Counted before they are read: the reader of JSON goes as deep as Python lets it."""

DIGITS = 400
PIECE = 2**16
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
HALF = re.compile(r"\\u[dD][89a-fA-F]")
BRACKET = re.compile(r"[\[\]{}]")


def pieces(request: HttpRequest, most: int) -> Iterator[bytes]:
    """The body of a request, at most `most` bytes. Raises Refused."""
    left = most
    while piece := _read(request, PIECE):
        left -= len(piece)
        if left < 0:
            told = _("La demande dépasse {most} Ko.").format(most=most // 1024)
            raise refused(told, "", _("Envoyez-la en plusieurs fois."), status=413)
        yield piece


def _read(request: IO[bytes] | HttpRequest, size: int) -> bytes:
    try:
        return request.read(size)
    except UnreadablePostError:
        raise refused(_("La demande a été interrompue."), status=400) from None


def json_of(content: bytes, example: str) -> Any:
    """What a JSON text holds: no key written twice, no NaN, no number that a double cannot hold. Raises Refused.

    `example` shows what was expected, to who sent something else.
    """
    text = _decoded(content)
    if _depth(text) > DEEPEST:
        raise refused(_("La demande a plus de {most} niveaux.").format(most=DEEPEST), "", _("Écrivez-la plus à plat."))
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite, parse_int=_integer
        )
    except json.JSONDecodeError as wrong:
        told = _("Ceci n'est pas du JSON : ligne {line}, caractère {column}.")
        raise refused(told.format(line=wrong.lineno, column=wrong.colno), "", example, status=400) from None
    if HALF.search(text):
        _refuse_halves(found)
    return found


def _refuse_halves(found: Any) -> None:
    """Half of a character, escaped, is no text that can be written back."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise refused(_("La moitié d'un caractère est écrite seule."), "", _("Écrivez le caractère entier.")) from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        told = _("La demande n'est pas en UTF-8 (octet {place}).").format(place=wrong.start)
        raise refused(told, "", _("Enregistrez-la en UTF-8."), status=400) from None


def _depth(text: str) -> int:
    """How many objects and lists are open at once, at most."""
    depth = deepest = 0
    for bracket in BRACKET.findall(TEXT.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _given in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise refused(_("La clé « {name} » est écrite deux fois.").format(name=twice), twice, _("Gardez-en une."))
    return found


def _no_number(word: str) -> float:
    raise refused(_("« {word} » n'est pas un nombre.").format(word=word), "", _("Écrivez un nombre."))


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _too_large()
    return number


def _integer(digits: str) -> int:
    if len(digits) > DIGITS:
        raise _too_large()
    return int(digits)


def _too_large() -> Exception:
    return refused(_("Un nombre est trop grand."), "", _("Écrivez un nombre plus petit."))
