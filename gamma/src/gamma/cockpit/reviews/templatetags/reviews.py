"""The filters of the pages of reviews: readings, targets and periods in words."""

from decimal import Decimal
from typing import Any

from django import template

from gamma.cockpit.indicators.lists import Precision, Verdict
from gamma.cockpit.indicators.models import Definition, Reading, Target
from gamma.ground import wording
from gamma.ground.design import numbers
from gamma.ground.figures import plain
from gamma.ground.periods import Period, parse
from gamma.ground.texts import chosen

register = template.Library()
BETWEEN = "–"


@register.filter
def covering(period: Period | str) -> str:
    """`{{ reading.period|covering }}`: "mars 2021"."""
    return wording.period(parse(period) if isinstance(period, str) else period)


@register.filter
def told(reading: Reading | None) -> str:
    """`{{ reading|told }}`: "environ 12 500 visites", or what was said where no number was."""
    if reading is None:
        return BETWEEN
    if reading.value is None:
        return chosen(reading.text)
    about = str(Precision(reading.precision).label) if reading.precision != Precision.EXACT else ""
    return f"{about} {amount(reading.value, reading.definition)}".strip()


@register.filter
def aimed(target: Target) -> str:
    """`{{ target|aimed }}`: "3 000 000 visites", "35–45 %"."""
    if target.low is not None and target.high is not None:
        return f"{numbers.number(plain(target.low))}{BETWEEN}{amount(target.high, target.definition)}"
    return amount(target.value, target.definition) if target.value is not None else chosen(target.text)


@register.filter
def verdict_label(verdict: str) -> str:
    """The word of a verdict."""
    return str(Verdict(verdict).label)


@register.filter
def below(mapping: Any, key: str) -> Any:
    """`{{ fields|below:name }}`: what a mapping, or a form, holds under a name."""
    return mapping[key]


def amount(value: Decimal, definition: Definition) -> str:
    """A number with its unit, singular or plural."""
    names = definition.unit.names.get(numbers.language(), ["", ""]) if definition.unit else ["", ""]
    few = abs(value) < (2 if numbers.language() == "fr" else 1.0000001)
    return numbers.quantity(plain(value), names[0 if few else 1])
