"""Figures: a number with all that must travel with it."""

from dataclasses import dataclass
from decimal import Decimal


def plain(value: Decimal) -> Decimal:
    """One way to write a number: 7 and 7.00 are the same fact."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


@dataclass(frozen=True)
class Figure:
    """A number as a person meets it; every text is already in the reader's language.

    `value` is in `unit`; `text` stands for it where no number was published. `precision` is one of exact, approx,
    at_least, at_most, unstated. `href` leads to where the figure comes from.
    """

    value: Decimal | None
    unit: str
    period: str
    kind: str
    href: str
    text: str = ""
    precision: str = "exact"
