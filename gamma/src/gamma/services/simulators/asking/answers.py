"""Answers: what a person typed or ticked → the entries of a situation, or a sentence that says what to change."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gamma.ground.design.numbers import language
from gamma.ground.faults import quoted
from gamma.services.simulators.asking.controls import Control
from gamma.services.simulators.catalogue.shapes import Expression
from gamma.services.simulators.communes import by, find

SPACES = re.compile(r"[\s\u00a0\u202f]")
NUMERAL = re.compile(r"[-\u2212]?\d{1,15}(?:[.,]\d{1,10})?")
THOUSANDS = re.compile(r"[-\u2212]?\d{1,3}(?:,\d{3})+(?:\.\d{1,10})?")
TOO_LARGE = 1e12


class Misread(ValueError):
    """An answer that cannot be used: what is wrong with it, and what to write instead, in one sentence."""


def read(control: Control, texts: Sequence[str]) -> dict[str, Expression]:
    """The entries of a situation that an answer gives. Raises Misread."""
    text = texts[-1].strip() if texts else ""
    reader = {"yes-no": _option, "choice": _option, "date": _date, "commune": _commune, "text": _text}
    if control.kind == "several":
        return _several(control, texts)
    return reader.get(control.kind, _number)(control, text)


def number_of(text: str) -> float:
    """A number as people type it: "3 000,50", "3000.5", "3 000 €", and "3,000.50" in English. Raises Misread."""
    plain = SPACES.sub("", text).strip("€").rstrip("%")
    if language() == "en" and THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not NUMERAL.fullmatch(plain):
        raise Misread(_("%(text)s n'est pas un nombre : écrire par exemple 3 000 ou 3000,50.") % {"text": quoted(text)})
    value = float(plain.replace(",", ".").replace("\u2212", "-"))
    if abs(value) > TOO_LARGE:
        raise Misread(
            _("%(text)s est trop grand : écrire un nombre de douze chiffres au plus.") % {"text": quoted(text)}
        )
    return value


def written(value: float, unit: str) -> str:
    """A number and its unit as an expression."""
    return f"{value:.10f}".rstrip("0").rstrip(".") + (f" {unit}" if unit else "")


def _number(control: Control, text: str) -> dict[str, Expression]:
    return {control.name: written(number_of(text), control.unit)}


def _option(control: Control, text: str) -> dict[str, Expression]:
    if text not in {one.answer for one in control.options}:
        told = ", ".join(one.title for one in control.options)
        raise Misread(
            _("%(text)s n'est pas l'une des réponses possibles : %(told)s.") % {"text": quoted(text), "told": told}
        )
    return {control.name: text}


def _date(control: Control, text: str) -> dict[str, Expression]:
    return {control.name: _day(text).strftime("%d/%m/%Y")}


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Misread(_("%(text)s n'est pas une date : écrire par exemple 31/12/2026.") % {"text": quoted(text)})


def _several(control: Control, texts: Sequence[str]) -> dict[str, Expression]:
    return {one.answer: "oui" if one.answer in texts else "non" for one in control.options}


def _commune(control: Control, text: str) -> dict[str, Expression]:  # noqa: ARG001 - the commune names what it answers
    chosen = by(text)
    found = (chosen,) if chosen else find(text)
    if not found:
        none = _("Aucune commune ne correspond à %(text)s : écrire le début de son nom, ou son code postal.")
        raise Misread(none % {"text": quoted(text)})
    if len(found) > 1:
        raise Misread(_("Plusieurs communes correspondent à %(text)s : en choisir une.") % {"text": quoted(text)})
    return dict(found[0].answers())


def _text(control: Control, text: str) -> dict[str, Expression]:
    if "'" in text:
        raise Misread(_("Cette réponse ne peut pas contenir d'apostrophe droite : écrire ’."))
    return {control.name: f"'{text}'"}
