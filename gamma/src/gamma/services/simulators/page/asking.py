"""Asking: a simulation → the question to show, what was answered, and what is assumed of the rest."""

from dataclasses import dataclass, field, replace

from gamma.services.simulators import addresses
from gamma.services.simulators.asking.controls import Control, control
from gamma.services.simulators.asking.left import left
from gamma.services.simulators.asking.order import whole
from gamma.services.simulators.catalogue.shapes import Shortcut
from gamma.services.simulators.communes import Commune, find
from gamma.services.simulators.page.gestures import Gesture
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from publicodes import Engine, PublicodesError


@dataclass(frozen=True)
class Told:
    """A question on one line: its title, its answer or what is assumed, the address that asks it."""

    name: str
    title: str
    answer: str
    query: str


@dataclass(frozen=True)
class Questions:
    """The question to ask, None when all are answered; its place among all, and where the others stand."""

    simulation: Simulation
    current: Control | None = None
    error: str = ""
    answered: list[Told] = field(default_factory=list)
    assumed: list[Told] = field(default_factory=list)
    previous: str = ""
    shortcuts: list[Told] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The parameters that give this simulation again."""
        return addresses.write(self.simulation)

    @property
    def communes(self) -> tuple[Commune, ...]:
        """The communes to choose from, once something was typed that more than one answers to."""
        return find(self.current.value) if self.error and self.current else ()

    @property
    def place(self) -> int:
        """How many questions were answered."""
        return len(self.answered)

    @property
    def total(self) -> int:
        """How many questions there are, as far as is known."""
        return len(self.answered) + len(self.assumed)


def questions(gesture: Gesture, asked: str = "") -> Questions | None:
    """The questions that follow a gesture, `asked` the one to show; none before the first amount."""
    simulation = gesture.simulation
    if not simulation.started:
        return None
    try:
        return _questions(gesture, asked)
    except PublicodesError:
        return None


def _questions(gesture: Gesture, asked: str) -> Questions:
    simulation = gesture.simulation
    engine = engine_of(simulation.simulator).with_situation(simulation.situation(simulation.contexts[0]))
    names = left(simulation)
    wrong = next((name for name in gesture.errors if name not in simulation.simulator.figures), "")
    name = wrong or (asked if asked in engine.rules and engine.rules[asked].asked else "") or next(iter(names), "")
    current = control(engine, simulation, name) if name else None
    if current and wrong:
        current = replace(current, value=gesture.typed[wrong])
    return Questions(
        simulation,
        current,
        gesture.errors.get(name, ""),
        [_answered(engine, simulation, one) for one in _answers(engine, simulation)],
        [_assumed(engine, simulation, one) for one in names],
        _previous(simulation, _answers(engine, simulation), name),
        [Told(one.rule, one.label, "", _query(simulation, one.rule)) for one in _shortcuts(simulation, names)],
    )


def _query(simulation: Simulation, name: str) -> str:
    return addresses.write(simulation, question=name)


def _shortcuts(simulation: Simulation, left: list[str]) -> list[Shortcut]:
    return [one for one in simulation.simulator.questions.shortcuts if one.rule in left]


def _answers(engine: Engine, simulation: Simulation) -> list[str]:
    """The questions answered, whole: the parts of a commune are one answer."""
    names = dict.fromkeys(whole(engine, name) for name in simulation.answered)
    return [name for name in names if engine.rules[name].asked]


def _answered(engine: Engine, simulation: Simulation, name: str) -> Told:
    found = control(engine, simulation, name)
    chosen = [one.title for one in found.options if one.chosen]
    given = ", ".join(chosen) or f"{found.value} {found.unit}".strip()
    return Told(name, found.title, given if found.answered else found.default, _query(simulation, name))


def _assumed(engine: Engine, simulation: Simulation, name: str) -> Told:
    found = control(engine, simulation, name)
    chosen = [one.title for one in found.options if one.chosen]
    return Told(name, found.title, found.default or ", ".join(chosen), _query(simulation, name))


def _previous(simulation: Simulation, answered: list[str], name: str) -> str:
    """The address of the question before: the one answered before this one, or the last one answered."""
    place = answered.index(name) if name in answered else len(answered)
    return _query(simulation, answered[place - 1]) if place else ""
