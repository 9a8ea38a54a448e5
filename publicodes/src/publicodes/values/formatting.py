"""Formatting: values as a reader reads them, and as an expression reads them back."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, Literal, NamedTuple, TypeAlias

from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Absent, Value
from publicodes.values.units import Unit, convert, serialise, simplified

Language: TypeAlias = Literal["fr", "en"]

NO_BREAK: Final = "\u00a0"
MOST_DECIMALS: Final = 100
WIDE: Final = Context(prec=512, rounding=ROUND_HALF_UP)
"""Enough digits for the largest double with as many decimals as can be asked for."""


class Conventions(NamedTuple):
    """How a language writes numbers and booleans."""

    thousands: str
    comma: str
    euros: str
    percent: str
    true: str
    false: str


CONVENTIONS: Final[dict[Language, Conventions]] = {
    "fr": Conventions("\u202f", ",", f"{{}}{NO_BREAK}€", f"{{}}{NO_BREAK}%", "oui", "non"),
    "en": Conventions(",", ".", "€{}", "{}%", "yes", "no"),
}
STATES: Final[dict[Absent, str]] = {UNDEFINED: "Pas encore défini", NOT_APPLICABLE: "Non applicable"}
NO_NUMBER: Final = "Erreur dans le calcul du nombre"


def format_value(
    value: Value,
    unit: Unit | None = None,
    language: Language = "fr",
    displayed_unit: str | None = None,
    precision: int = 2,
) -> str:
    """The value for a reader, in its simplified unit; `displayed_unit` is written in its stead, without conversion.

    Numbers have at most `precision` decimals, halves away from zero. ValueError beyond 100 decimals.
    """
    if isinstance(value, Absent):
        return STATES[value]
    if isinstance(value, bool):
        return CONVENTIONS[language].true if value else CONVENTIONS[language].false
    if isinstance(value, str):
        return value.replace("\\n", "\n", 1)
    if math.isnan(value):
        return NO_NUMBER
    shown = None if unit is None else simplified(unit)
    label = serialise(shown) if displayed_unit is None else displayed_unit
    return _amount(convert(value, unit, shown), label, CONVENTIONS[language], precision)


def _amount(value: float, label: str | None, words: Conventions, precision: int) -> str:
    if label == "€":
        return _signed(words.euros, _number(_exact(value), words, precision, _cents(value, precision)))
    if label == "%":
        return words.percent.format(_number(_exact(value / 100).scaleb(2, WIDE), words, precision))
    number = _number(_exact(value), words, precision)
    return f"{number}{NO_BREAK}{label}" if label else number


def _signed(pattern: str, number: str) -> str:
    """The sign comes before everything."""
    return "-" + pattern.format(number[1:]) if number.startswith("-") else pattern.format(number)


def _cents(value: float, precision: int) -> int:
    """Amounts of money that are not whole show their cents."""
    return 0 if value.is_integer() or precision < 2 else 2


def _exact(value: float) -> Decimal:
    """The shortest decimal number that is read back as this double."""
    return Decimal(repr(value))


def _number(value: Decimal, words: Conventions, most: int, least: int = 0) -> str:
    if not 0 <= most <= MOST_DECIMALS:
        raise ValueError(f"a number is shown with 0 to {MOST_DECIMALS} decimals, not {most}")
    if value.is_infinite():
        return "-∞" if value < 0 else "∞"
    whole, _, decimals = f"{value.quantize(Decimal(1).scaleb(-most), context=WIDE):,f}".partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    return whole.replace(",", words.thousands) + (words.comma + decimals if decimals else "")


def serialise_value(value: Value, unit: Unit | None = None) -> str | None:
    """The value as an expression that a situation takes; None when there is no value."""
    if isinstance(value, Absent):
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, str):
        return f"'{value}'"
    return number_text(value) + "".join((serialise(unit) or "").split())


def number_text(value: float) -> str:
    """A number as the reference prints it: shortest digits, an exponent from 1e21 on and below 1e-6."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if 1e-6 <= abs(value) < 1e21:
        return f"{_exact(value):f}".removesuffix(".0")
    digits, _, exponent = repr(value).partition("e")
    return f"{digits}e{int(exponent):+d}"
