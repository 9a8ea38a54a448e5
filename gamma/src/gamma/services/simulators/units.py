"""Units: numbers as answers write them, and amounts by month or by year."""

import re

PERIODS = ("€/mois", "€/an")
NUMBER = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*([^\d\s./+\-*<>=!'\"(){}][^\d+*<>=!'\"(){}]*)?\s*")
"""A plain number and its unit, which may be missing: no date, no calculation."""

FACTORS = {("€/mois", "€/an"): 12.0, ("€/an", "€/mois"): 1 / 12}


def shown_in(own: str, page: str) -> str:
    """The unit that a page shows an amount in: its own by month or by year, as it is read and typed there."""
    return page if own in PERIODS and page in PERIODS else own


def factor(unit: str, wanted: str) -> float:
    """What an amount in a unit is multiplied by to be in another; months and years only are converted."""
    return FACTORS.get((unit.strip().replace(" ", ""), wanted), 1.0)
