"""The units known everywhere, and how a quantity is said; a season declares those of its own domain."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Precision
from gamma.ground.design.numbers import WIDE, language, number, quantity
from gamma.ground.texts import chosen

Names = Mapping[str, Sequence[str]]
SIGNS = ("%", "€")
UNITS: dict[str, dict[str, list[str]]] = {
    "percent": {"fr": ["%", "%"], "en": ["%", "%"]},
    "points": {"fr": ["point", "points"], "en": ["point", "points"]},
    "factor": {"fr": ["fois", "fois"], "en": ["times", "times"]},
    "euros": {"fr": ["€", "€"], "en": ["€", "€"]},
    "minutes": {"fr": ["minute", "minutes"], "en": ["minute", "minutes"]},
    "hours": {"fr": ["heure", "heures"], "en": ["hour", "hours"]},
    "days": {"fr": ["jour", "jours"], "en": ["day", "days"]},
    "people": {"fr": ["personne", "personnes"], "en": ["person", "people"]},
    "organisations": {"fr": ["organisation", "organisations"], "en": ["organisation", "organisations"]},
    "visits": {"fr": ["visite", "visites"], "en": ["visit", "visits"]},
    "visitors": {"fr": ["visiteur", "visiteurs"], "en": ["visitor", "visitors"]},
    "nps": {"fr": ["point de NPS", "points de NPS"], "en": ["NPS point", "NPS points"]},
}


def unit(names: Names, value: Decimal | None = None) -> str:
    """The name of a unit, singular below two in French and for one in English."""
    words = names.get(language()) or next(iter(names.values()), ("", ""))
    few = value is not None and (abs(value) < 2 if language() == "fr" else abs(value) == 1)
    return words[0] if few else words[1]


def amount(value: Decimal | None, names: Names, precision: str = Precision.EXACT, text: Mapping[str, str] = {}) -> str:
    """A number, its unit and how precise it is: "environ 3,2 millions" is never guessed from digits."""
    if value is None:
        return chosen(text) or "–"
    name = unit(names, value)
    figure = quantity(value, name) if name in SIGNS else f"{number(value)}{WIDE if name else ''}{name}"
    return _precise(figure, precision)


def _precise(figure: str, precision: str) -> str:
    if precision == Precision.APPROX:
        return _("environ %(figure)s") % {"figure": figure}
    if precision == Precision.AT_LEAST:
        return _("au moins %(figure)s") % {"figure": figure}
    if precision == Precision.AT_MOST:
        return _("au plus %(figure)s") % {"figure": figure}
    return figure


def goal(
    value: Decimal | None, low: Decimal | None, high: Decimal | None, text: Mapping[str, str], names: Names
) -> str:
    """What a target asks for: a number, a band, or the words it was published in."""
    if low is not None and high is not None:
        return _("de %(low)s à %(high)s") % {"low": number(low), "high": amount(high, names)}
    return amount(value, names, text=text)
