"""Guessing: which column of a file says what, from its header and its first rows; a person then puts it right."""

from collections.abc import Callable, Collection, Sequence

import polars as pl

from gamma.cockpit.reports.importing.columns import COLUMNS, dated
from gamma.ground.forms.fields import figure
from gamma.ground.periods import PeriodError, parse
from gamma.ground.texts import sorting

WORDS: dict[str, tuple[str, ...]] = {
    "product": ("produit", "service"),
    "indicator": ("indicateur", "metrique"),
    "source": (),
    "period": ("periode", "mois", "semaine", "date", "jour", "trimestre", "annee", "month", "week", "day", "year"),
    "value": ("valeur", "total", "nombre", "releve", "count"),
    "numerator": ("numerateur",),
    "n": ("denominateur", "repondants", "reponses", "effectif"),
    "precision": (),
    "provisional": ("provisoire",),
    "taken_on": ("releve le", "date du releve"),
    "tool": ("outil",),
    "evidence": ("preuve",),
    "text": ("texte",),
    "note": ("commentaire", "remarque", "a savoir"),
    "reason": ("raison", "motif"),
    "version": ("definition",),
}
LOOKED_AT = 50
Choices = dict[str, str]


def guessed(header: Sequence[str], rows: pl.DataFrame) -> Choices:
    """For what we ask, the column that seems to say it."""
    found: Choices = {}
    for name in COLUMNS:
        column = _named(name, header, found.values())
        if column:
            found[name] = column
    first = rows.head(LOOKED_AT)
    for name, holds in (("period", _is_period), ("value", _is_number)):
        free = [column for column in header if column in first.columns and column not in found.values()]
        like = next((column for column in free if _mostly(first[column], holds)), "")
        if name not in found and like:
            found[name] = like
    return found


def spans_guessed(texts: Sequence[str], windows: Collection[str]) -> str:
    """The sort of period that dates stand for: that of the indicators, when they all have the same."""
    days = [dated(text) for text in texts if text]
    plain = bool(days) and all(len(day) == len("2020-01-01") for day in days)
    return next(iter(windows)) if plain and len(windows) == 1 else ""


def _named(name: str, header: Sequence[str], taken: Collection[str]) -> str:
    known = {name, *WORDS.get(name, ())}
    return next((column for column in header if sorting(column) in known and column not in taken), "")


def _mostly(column: pl.Series, holds: Callable[[str], bool]) -> bool:
    told = [text for text in column.to_list() if text and text.strip()]
    return bool(told) and sum(holds(text) for text in told) * 2 > len(told)


def _is_period(text: str) -> bool:
    try:
        parse(dated(text.strip()))
    except PeriodError:
        return False
    return True


def _is_number(text: str) -> bool:
    return figure(text).replace(".", "", 1).removeprefix("-").isdigit()
