"""Units: numbers as answers write them, and amounts by month or by year."""

import re

PERIODS = ("€/mois", "€/an")
NUMBER = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*([^\d\s./+\-*<>=!'\"(){}][^\d+*<>=!'\"(){}]*)?\s*")
"""A plain number and its unit, which may be missing: no date, no calculation."""

PLURAL = 2
"""From how many on French counts in the plural."""

FACTORS = {("€/mois", "€/an"): 12.0, ("€/an", "€/mois"): 1 / 12}


def shown_in(own: str, page: str) -> str:
    """The unit that a page shows an amount in: its own by month or by year, as it is read and typed there."""
    return page if own in PERIODS and page in PERIODS else own


def factor(unit: str, wanted: str) -> float:
    """What an amount in a unit is multiplied by to be in another; months and years only are converted."""
    return FACTORS.get((unit.strip().replace(" ", ""), wanted), 1.0)


def counted(unit: str, value: float) -> str:
    """A unit as it is read after a number: "4 employés", "151,67 heures/mois", "3 trimestres validés/an", "20 € HT"."""
    head, slash, rest = unit.partition("/")
    words = " ".join(_plural(word) for word in head.split(" ")) if abs(value) >= PLURAL else head
    return f"{words.replace('€HT', '€ HT')}{slash}{rest}"


def _plural(word: str) -> str:
    plain = word.isalpha() and word.islower() and (len(word) > 3 or word == "an") and word[-1] not in "sx"
    return f"{word}s" if plain else word
