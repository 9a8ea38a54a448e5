"""Reading: the figures that are only read, the bar that they make, and what the rules have to tell."""

from dataclasses import dataclass
from itertools import accumulate

from gamma.services.simulators.reckoning.figures import Values, amount, notifications
from gamma.services.simulators.reckoning.lines import Line, line
from gamma.services.simulators.simulations import Simulation
from publicodes import Engine


@dataclass(frozen=True)
class Share:
    """A part of a whole: where it starts and how much it is, in percent; `tone` is the number of its colour."""

    line: Line
    start: float
    percent: float
    tone: int


@dataclass(frozen=True)
class Notification:
    """What a rule tells the person: Markdown, and whether it is a warning."""

    name: str
    text: str
    warning: bool


def lines(engine: Engine, simulation: Simulation, values: Values) -> list[Line]:
    """The figures that are read, those without value left out, and those that the bar tells."""
    simulator = simulation.simulator
    wanted = dict.fromkeys((*simulator.results, *simulator.shown))
    tops = {*simulator.amounts, *simulator.inputs}
    found = [line(engine, name, amount(values[name], simulation.unit)) for name in wanted if name not in tops]
    return [one for one in found if one.amount.value is not None and not _notifies(engine, one.name)]


def shares(engine: Engine, simulation: Simulation, values: Values) -> list[Share]:
    """The parts of the bar; none unless two of them are there and all are above zero."""
    found = [line(engine, name, amount(values[name], simulation.unit)) for name in simulation.simulator.shares]
    parts = [(one, one.amount.number) for one in found if one.amount.number]
    whole = sum(number for _, number in parts)
    if len(parts) < 2 or min(number for _, number in parts) < 0:
        return []
    percents = [number / whole * 100 for _, number in parts]
    starts = accumulate(percents, initial=0.0)
    return [
        Share(one, at, much, tone)
        for tone, ((one, _), at, much) in enumerate(zip(parts, starts, percents, strict=False), 1)
    ]


def told(engine: Engine, simulation: Simulation, values: Values) -> list[Notification]:
    """The notifications that hold in a simulation."""
    names = notifications(simulation.simulator)
    return [_notification(engine, name) for name in names if values[name].value is True]


def _notification(engine: Engine, name: str) -> Notification:
    raw = engine.rules[name].raw
    return Notification(name, str(raw.get("description", "")).strip(), raw.get("sévérité") == "avertissement")


def _notifies(engine: Engine, name: str) -> bool:
    """Whether a rule is there to warn only: what it holds is told apart, or is the sum of what is."""
    return name.endswith(" . contrôle minimum") or engine.rules[name].raw.get("type") == "notification"
