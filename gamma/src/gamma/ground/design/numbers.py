"""Numbers as they are printed in the active language: "17 936" in French, "17,936" in English."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal
from django.utils.translation import get_language

Number = Decimal | float | int

NARROW = "\u202f"  # the narrow no-break space of French thousands, and before ; ! ? %
WIDE = "\u00a0"
MINUS = "\u2212"


def language() -> str:
    """The two letters of the active language."""
    return (get_language() or "fr")[:2]


def number(value: Number, decimals: int | None = None) -> str:
    """A number with its thousands apart, and its own decimals unless told how many at most."""
    return _printed(value, decimals, language())


@lru_cache(maxsize=8_192)  # a report prints the same figures over and over
def _printed(value: Number, decimals: int | None, language: str) -> str:
    return format_decimal(value, _pattern(decimals), locale=language).replace("-", MINUS)


def cents(value: Number) -> str:
    """An amount of money as it is paid: two decimals, or none when it is whole: "1 879,90", "3 000"."""
    whole = value == round(value)
    return format_decimal(value, "#,##0" if whole else "#,##0.00", locale=language()).replace("-", MINUS)


def signed(value: Number, decimals: int | None = None) -> str:
    """A change: "+76,5", "−11,6", and "0" for none."""
    return f"+{number(value, decimals)}" if value > 0 else number(value, decimals)


def percent(value: Number, decimals: int | None = None) -> str:
    """A value that is already in percent: "119,6 %"."""
    return quantity(value, "%", decimals)


def quantity(value: Number, unit: str, decimals: int | None = None) -> str:
    """A number and its unit, never parted at the end of a line."""
    return measured(number(value, decimals), unit)


def measured(figure: str, unit: str) -> str:
    """A number already printed, and its unit, never parted at the end of a line."""
    if not unit:
        return figure
    if language() == "en" and unit in ("%", "€"):
        return f"{figure}%" if unit == "%" else f"€{figure}"
    return f"{figure}{NARROW if unit == '%' else WIDE}{unit}"


def _pattern(decimals: int | None) -> str:
    if decimals is None:
        return "#,##0.######"
    return "#,##0." + "#" * decimals if decimals else "#,##0"
