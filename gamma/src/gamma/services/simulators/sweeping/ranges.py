"""Ranges: from where to where an amount moves, by round steps, and what is wrong with the bounds that were typed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gamma.services.simulators.asking.answers import Misread, number_of

POINTS = 120
TIMES = 2.5
USUAL = {"€/mois": 3_000.0, "€/an": 40_000.0}
LONGEST = 40  # characters of a bound that are read


@dataclass(frozen=True)
class Range:
    """Bounds, what was typed for each, and by field ("de", "a") the sentence that says what to change."""

    low: float
    high: float
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> list[float]:
        """About POINTS round values, both bounds among them."""
        step = step_of(self.high - self.low)
        first, last = math.floor(self.low / step) + 1, math.ceil(self.high / step) - 1
        return [self.low, *(rank * step for rank in range(first, last + 1)), self.high]


def ranged(low: str, high: str, given: float | None, unit: str) -> Range:
    """The range of two texts; the usual one, from 0 to two and a half times the amount given, where they are empty."""
    usual = _round(TIMES * (given if given and given > 0 else USUAL.get(unit, USUAL["€/an"])))
    typed = {"de": low[:LONGEST], "a": high[:LONGEST]}
    errors: dict[str, str] = {}
    bounds = [_bound(name, typed[name], usually, errors) for name, usually in (("de", 0.0), ("a", usual))]
    if not errors and bounds[0] >= bounds[1]:
        errors["a"] = _("La fin doit être plus grande que le début : écrire un montant plus grand.")
    if errors:
        return Range(0.0, usual, typed, errors)
    return Range(bounds[0], bounds[1], typed)


def step_of(span: float) -> float:
    """A round step that cuts a span in about POINTS parts."""
    rough = span / POINTS
    power = 10.0 ** math.floor(math.log10(rough))
    return min((power * lead for lead in (1, 2, 2.5, 5, 10)), key=lambda step: abs(math.log(step / rough)))


def _bound(name: str, text: str, usual: float, errors: dict[str, str]) -> float:
    if not text.strip():
        return usual
    try:
        value = number_of(text)
    except Misread as error:
        errors[name] = str(error)
        return usual
    if value < 0:
        errors[name] = _("Un montant ne peut pas être négatif ici : écrire 0 ou plus.")
    return value


def _round(value: float) -> float:
    """Two leading digits are enough for a bound nobody chose."""
    power = 10.0 ** (math.floor(math.log10(value)) - 1)
    return math.ceil(value / power) * power
