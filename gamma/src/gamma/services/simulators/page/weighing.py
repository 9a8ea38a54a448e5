"""Weighing: what each open question could change, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.ground.design.numbers import MINUS, quantity
from gamma.services.simulators import addresses
from gamma.services.simulators.asking.effects import Busy, Effect, effects
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from publicodes import PublicodesError


@dataclass(frozen=True)
class Weight:
    """A question, how far its answers move the result, in words, and the parameters that ask it."""

    text: str
    move: str
    query: str


@dataclass(frozen=True)
class Weighed:
    """The weights, the largest first, on which figure; how many questions were tried, of how many; `busy`: none was."""

    figure: str
    weights: list[Weight]
    tried: int
    total: int
    query: str
    busy: bool = False


def weighed(simulation: Simulation) -> Weighed | None:
    """What the open questions could change; None where nothing is given yet, or nothing can be computed."""
    if not simulation.started:
        return None
    try:
        found = effects(simulation)
    except Busy:
        return Weighed("", [], 0, 0, addresses.write(simulation), busy=True)
    except PublicodesError:
        return None
    title = engine_of(simulation.simulator).rules[found.figure].title
    weights = [_weight(simulation, one, found.unit) for one in found.found]
    return Weighed(title, weights, found.tried, found.total, addresses.write(simulation))


def _weight(simulation: Simulation, one: Effect, unit: str) -> Weight:
    query = addresses.write(simulation, question=one.control.name)
    return Weight(one.control.text, _move(round(one.low), round(one.high), unit), query)


def _move(low: int, high: int, unit: str) -> str:
    if low and high:
        return _("de %(low)s à %(high)s") % {"low": _signed(low, unit), "high": _signed(high, unit)}
    return _("jusqu'à %(most)s") % {"most": _signed(low or high, unit)}


def _signed(value: int, unit: str) -> str:
    return f"{MINUS if value < 0 else '+'}{quantity(abs(value), unit)}"
