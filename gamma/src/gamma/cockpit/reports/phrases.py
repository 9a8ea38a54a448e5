"""Phrases: the facts of the cockpit in words, in the active language; pages and bilan say one thing in one way."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import WINDOW_LABELS, Kind, Verdict
from gamma.cockpit.indicators.units import Names as Names
from gamma.cockpit.indicators.units import amount as amount
from gamma.cockpit.indicators.units import goal as goal
from gamma.cockpit.indicators.units import unit as unit
from gamma.cockpit.indicators.verdicts import Obstacle
from gamma.ground import wording
from gamma.ground.design.numbers import language
from gamma.ground.periods import Window, parse, span


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
