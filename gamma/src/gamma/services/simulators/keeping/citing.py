"""Citing: the texts of law behind the figures of a simulation.

Few results name a text themselves: those of the rules that they read directly are cited with them, when these rules
count for something in the simulation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.keeping.remembering import remembered
from gamma.services.simulators.keeping.telling import title
from gamma.services.simulators.reckoning.figures import Values
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation


@dataclass(frozen=True)
class Reference:
    """A text: the title of the rule that cites it, its label, its address (may be empty)."""

    rule: str
    label: str
    address: str


def references(simulation: Simulation) -> list[Reference]:
    """The texts cited for the figures of a simulation, each once. Raises PublicodesError."""
    return remembered("references", simulation, lambda: _references(simulation))


def _references(simulation: Simulation) -> list[Reference]:
    names = _cited(simulation.simulator.slug)
    found = [_values(simulation, names, context) for context in simulation.contexts]
    texts: dict[str, Reference] = {}
    for name in (name for name in names if any(_counts(one, name) for one in found)):
        for one in _texts(simulation, name):
            texts.setdefault(one.address or one.label, one)
    return list(texts.values())


def _values(simulation: Simulation, names: Sequence[str], context: str) -> Values:
    """The values of rules by the walker: asked once, they are not worth a program."""
    engine = engine_of(simulation.simulator).with_situation(simulation.situation(context))
    return dict(zip(names, engine.evaluate_all(names), strict=True))


def _counts(found: Values, name: str) -> bool:
    """Whether a rule has a value: neither none, nor no, nor zero."""
    return bool(found[name].value)


def _texts(simulation: Simulation, name: str) -> Iterator[Reference]:
    for source in engine_of(simulation.simulator).document(name).references:
        yield Reference(title(simulation.simulator, name), source.label, source.address)


@cache
def _cited(slug: str) -> tuple[str, ...]:
    """The figures of a simulator and the rules they read, those that cite a text."""
    simulator = simulators()[slug]
    engine = engine_of(simulator)
    read = [(name, *(link.name for link in engine.document(name).reads)) for name in simulator.figures]
    names = dict.fromkeys(name for some in read for name in some)
    return tuple(name for name in names if engine.document(name).references)
