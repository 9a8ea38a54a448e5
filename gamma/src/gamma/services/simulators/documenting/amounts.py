"""Amounts: a value of an explanation as a sentence says it, with the decimals that its multiplication needs."""

import math

from django.utils.translation import gettext as _

from gamma.ground.design import numbers
from gamma.services.simulators.units import counted
from publicodes import Amount

MONEY, RATE, COEFFICIENT, OTHER = 2, 3, 4, 2


def shown(amount: Amount) -> str:
    """ "3 000 €/mois", "11,31 %", "0,1076", "oui", "non applicable"."""
    if amount.value is None:
        return _("non applicable") if amount.state == "not-applicable" else _("non renseigné")
    if isinstance(amount.value, bool):
        return _("oui") if amount.value else _("non")
    if isinstance(amount.value, str):
        return amount.value
    simplified = (amount.unit or "").partition("/")[0] not in amount.shown
    if simplified or not math.isfinite(amount.value):
        return amount.shown_in("en" if numbers.language() == "en" else "fr")
    return _number(float(amount.value), amount.unit or "")


def counts(amount: Amount) -> bool:
    """Whether a value adds anything: it applies, is known, and is not zero."""
    return amount.value is not None and (isinstance(amount.value, str) or bool(amount.value))


def _number(value: float, unit: str) -> str:
    head, slash, rest = unit.partition("/")
    if head == "€":
        return f"{_money(value)}{slash}{rest}"
    return numbers.quantity(value, counted(unit, value), _decimals(unit, value))


def _money(value: float) -> str:
    """Cents are shown, both of them, when there are some."""
    cents = round(value, MONEY)
    if cents == round(value):
        return numbers.quantity(round(value), "€")
    figure = numbers.number(cents, MONEY)
    mark = "," if numbers.language() == "fr" else "."
    padded = figure + "0" * (MONEY - len(figure.partition(mark)[2]))
    return f"€{padded}" if numbers.language() == "en" else f"{padded}{numbers.WIDE}€"


def _decimals(unit: str, value: float) -> int:
    if unit == "%":
        return RATE
    return COEFFICIENT if not unit and abs(value) < 100 else OTHER
