"""Phrases: the facts of the cockpit in words, in the active language; pages and bilan say one thing in one way."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import WINDOW_LABELS, Kind, Precision, Verdict
from gamma.cockpit.indicators.verdicts import Obstacle
from gamma.ground import wording
from gamma.ground.design.numbers import WIDE, language, number, quantity
from gamma.ground.periods import Window, parse, span
from gamma.ground.texts import chosen

Names = Mapping[str, Sequence[str]]
SIGNS = ("%", "€")


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


def period(text: str) -> str:
    """A period in words, from its notation."""
    return _period(text, language()) if text else ""


@lru_cache(maxsize=20_000)
def _period(text: str, language: str) -> str:  # noqa: ARG001 - the words depend on it
    return wording.period(parse(text))


def date(text: str) -> str:
    """A date known to the year, the month or the day, in words."""
    return wording.partial(text) if text else ""


def dates(starts: str, ends: str) -> str:
    """From when to when, as far as known."""
    if starts and ends:
        return _("%(starts)s à %(ends)s") % {"starts": date(starts), "ends": date(ends)}
    if starts:
        return _("depuis %(starts)s") % {"starts": date(starts)} if len(starts) == len("2020") else date(starts)
    return date(ends)


def kind(value: str) -> str:
    return str(Kind(value).label)


def nature(kind_of: str, window_of: str) -> str:
    """What sort of quantity, over what span; the span is left out where the sort implies it."""
    implied = window_of == Window.INSTANT or (window_of == Window.UNSTATED and kind_of != Kind.COUNT)
    return kind(kind_of) if implied else f"{kind(kind_of)}, {window(window_of)}"


def window(value: str) -> str:
    return str(WINDOW_LABELS[Window(value)])


def verdict(value: str) -> str:
    return str(Verdict(value).label)


def obstacle(value: str) -> str:
    """Why a verdict cannot be computed."""
    reasons = {
        Obstacle.TARGET_WITHOUT_NUMBER: _("La valeur de la cible n'a pas été publiée."),
        Obstacle.READING_WITHOUT_NUMBER: _("Le relevé de cette période n'a pas été publié sous forme de nombre."),
        Obstacle.NO_READING: _("Aucun relevé ne porte sur la période de la cible."),
        Obstacle.BOUND: _("Le relevé n'est qu'une borne, qui ne permet pas de trancher."),
        Obstacle.NO_DIRECTION: _("Le sens souhaité n'est pas précisé."),
        Obstacle.TARGET_NOT_POSITIVE: _("Une part ne se calcule que sur des nombres positifs."),
    }
    return reasons[Obstacle(value)] if value else ""


def sortable(text: str) -> str:
    """A date known to the year, the month or the day, as one that sorts."""
    return str(span(text)[0]) if text else ""


def about(term: object, text: object) -> str:
    """A term and what is said of it, with the colon of the language."""
    return _("%(term)s : %(text)s") % {"term": term, "text": text}


def several(parts: Iterable[str]) -> str:
    """Things said one after the other; those that say nothing are left out."""
    return _(" ; ").join(part for part in parts if part)
