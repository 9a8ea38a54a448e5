"""Lines: a figure as it is read – the title of its rule, its value in words and unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.ground.design import numbers
from gamma.services.simulators.reckoning.figures import Amount
from gamma.services.simulators.units import counted
from publicodes import Engine


@dataclass(frozen=True)
class Line:
    """A figure of the page: the rule, its title, a few words on it, its value as it is read."""

    name: str
    title: str
    summary: str
    text: str
    amount: Amount


def line(engine: Engine, name: str, found: Amount) -> Line:
    """A rule and its value."""
    rule = engine.rules[name]
    return Line(name, _capital(rule.title), str(rule.raw.get("résumé", "")), text(engine, name, found), found)


def text(engine: Engine, name: str, found: Amount) -> str:
    """A value as it is read: a number and its unit, yes or no, the title of a choice, a dash where there is none."""
    if found.value is None:
        return "–"
    if isinstance(found.value, bool):
        return _("oui") if found.value else _("non")
    if isinstance(found.value, str):
        return _title(engine, name, found.value)
    return measured(found)


def measured(found: Amount) -> str:
    """A number and its unit."""
    return numbers.measured(digits(found), counted(found.unit, found.number or 0.0))


def digits(found: Amount) -> str:
    """A number as it is read: money to the cent, or to the euro for a year."""
    value = round(found.number or 0.0, found.decimals) + 0.0  # a zero has no sign
    money = found.unit.startswith("€") and found.decimals
    return numbers.cents(value) if money else numbers.number(value, found.decimals)


def sentence(found: Iterable[Line]) -> str:
    """The figures in one sentence, for those who hear the page."""
    return " ; ".join(f"{one.title} : {one.text}" for one in found)


def _title(engine: Engine, name: str, value: str) -> str:
    chosen = f"{name} . {value}"
    return engine.rules[chosen].title if chosen in engine.rules else value


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
