"""Sweeps: the figures of a simulation while one amount moves, and how much of each more euro is not kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.page.showing import example
from gamma.services.simulators.reckoning.figures import Amount
from gamma.services.simulators.reckoning.lines import line
from gamma.services.simulators.reckoning.programs import split
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.sweeping.columns import Setting, figures, money
from gamma.services.simulators.sweeping.ranges import Range, ranged
from gamma.services.simulators.units import factor

MOST = 3
NET = re.compile(r"\bnets?\b")

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """What the form asks: the simulation, what moves, over which range, the figures wanted (none: the usual ones)."""

    setting: Setting
    range: Range
    wanted: tuple[str, ...]
    moving: Mapping[str, str]
    example: bool


@dataclass(frozen=True)
class Sweep:
    """The values of what moves, and the amounts of each figure at these values; the figures shown among them.

    `rates` tells for each figure that is a net what is not kept between a value and the next, in percent.
    """

    asked: Asked
    values: list[float]
    amounts: Mapping[str, list[Amount]]
    shown: tuple[str, ...]
    rates: Mapping[str, list[float | None]]

    @property
    def lost(self) -> int:
        """How many values have no figure at all: nothing leads to them."""
        columns = [self.amounts[name] for name in self.shown]
        return sum(all(one.value is None for one in row) for row in zip(*columns, strict=True))


def asked(simulation: Simulation, form: Form) -> Asked | None:
    """What a form asks of a simulation, of its example when it is not started; None when it has no money to move."""
    shown = simulation if simulation.started else example(simulation)
    context = _last(form, "contexte") if _last(form, "contexte") in shown.contexts else shown.contexts[0]
    moving = money(shown, context)
    if not moving:
        return None
    name = _last(form, "axe")
    kept = not name or name == _last(form, "avant", name)  # bounds of another amount mean nothing for this one
    name = name if name in moving else next(one for one in (shown.given, *moving) if one in moving)
    setting = Setting(shown, name, moving[name], context)
    bounds = (_last(form, "de"), _last(form, "a")) if kept else ("", "")
    wanted = tuple(dict.fromkeys(form.get("figure", ()))) if kept else ()
    return Asked(setting, ranged(*bounds, given(setting), setting.unit), wanted, moving, shown is not simulation)


def _last(form: Form, name: str, otherwise: str = "") -> str:
    return (form.get(name) or (otherwise,))[-1]


def given(setting: Setting) -> float | None:
    """The amount that the simulation gives to what moves, in the unit of the page."""
    parts = split(setting.simulation.situation(setting.context), [setting.name])
    if setting.name not in parts.numbers:
        return None
    return parts.numbers[setting.name] * factor(parts.units[setting.name] or setting.unit, setting.unit)


def sweep(asked: Asked) -> Sweep:
    """The figures over the range. Raises PublicodesError."""
    setting, values = asked.setting, asked.range.values
    simulator = setting.simulation.simulator
    found = figures(setting, values, simulator.figures)
    kept = {name: column for name, column in found.items() if any(one.value is not None for one in column)}
    shown = tuple(name for name in asked.wanted if name in kept and name != setting.name)[:MOST]
    shown = shown or usual(simulator, setting.name, kept)
    rates = {name: unkept(values, kept[name], setting.unit) for name in nets(simulator, setting.name, kept)}
    return Sweep(asked, values, kept, shown, rates)


def usual(simulator: Simulator, moved: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """The figures shown when none is chosen: the amounts beside what moves, nets before others, in the page's order."""
    names = [name for name in simulator.figures if name in known and name != moved]
    amounts = [name for name in names if name in simulator.amounts]
    chosen = sorted(amounts, key=lambda name: not NET.search(name))[:MOST] or names[:MOST]
    return tuple(name for name in names if name in chosen)


def nets(simulator: Simulator, moved: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """The figures of which a marginal rate makes sense: what one is left with, after what moves in the page's order."""
    names = (*simulator.amounts, *(name for name in simulator.results if name not in simulator.amounts))
    after = names[names.index(moved) + 1 :] if moved in names else ()
    return tuple(name for name in after if name in known and NET.search(name))[:MOST]


def unkept(values: Sequence[float], net: Sequence[Amount], unit: str) -> list[float | None]:
    """Between each value and the next, the percentage of one more euro that does not reach the net."""
    numbers = [None if one.number is None else one.number * factor(one.unit, unit) for one in net]
    steps = zip(pairwise(values), pairwise(numbers), strict=True)
    return [_rate(after - before, low, high) for (before, after), (low, high) in steps]


def _rate(more: float, before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else 100 * (1 - (after - before) / more)


def title(simulation: Simulation, name: str) -> str:
    """The title of a rule, as lines of the page have it."""
    return line(engine_of(simulation.simulator), name, Amount(None)).title
