"""Taking: a simulation → all that is taken away of it, each figure as a number and as it is read on its page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from gamma.ground.api.refusals import Refusal
from gamma.services.simulators.addresses import Arrival
from gamma.services.simulators.comparing.columns import leader, side_by_side
from gamma.services.simulators.comparing.tables import Table
from gamma.services.simulators.keeping.citing import Reference, references
from gamma.services.simulators.keeping.telling import Situation, situation
from gamma.services.simulators.page.reading import Notification, Share, lines, shares, told
from gamma.services.simulators.page.showing import example
from gamma.services.simulators.reckoning.figures import Values, amount, targets, values
from gamma.services.simulators.reckoning.lines import Line, line
from gamma.services.simulators.refusing import sentences
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from publicodes import Engine, PublicodesError


@dataclass(frozen=True)
class Figures:
    """What a simulation gives: its figures, the parts of its bar, its columns, what its rules tell, their texts.

    `leader` says which column has the most.
    """

    lines: list[Line] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    table: Table = field(default_factory=Table)
    leader: str = ""
    notifications: list[Notification] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


@dataclass(frozen=True)
class Taken:
    """A simulation to take away, when it was `made`, the whole `link` that gives it again.

    `example` tells that nothing was given: the simulation is then that of a sample. `arrival` is what the address told.
    """

    arrival: Arrival
    simulation: Simulation
    made: datetime
    link: str
    figures: Figures = field(default_factory=Figures)
    situation: Situation = field(default_factory=Situation)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def example(self) -> bool:
        """Whether the simulation is not the reader's own."""
        return not self.arrival.simulation.started


def taken(arrival: Arrival, link: str, made: datetime) -> Taken:
    """All that is taken away of the simulation of an address; what cannot be computed is said, never raised."""
    simulation = arrival.simulation if arrival.simulation.started else example(arrival.simulation)
    try:
        found = {one: values(simulation, targets(simulation.simulator), one) for one in simulation.contexts}
        figures, known = _figures(simulation, found), situation(simulation, found[simulation.contexts[0]])
    except PublicodesError as error:
        return Taken(arrival, simulation, made, link, refusals=sentences(error))
    except ArithmeticError:  # a number that no format can write
        return Taken(arrival, simulation, made, link, refusals=[_too_large()])
    return Taken(arrival, simulation, made, link, figures, known)


def _too_large() -> Refusal:
    return Refusal(
        _("Un montant est trop grand pour être écrit."), "", _("Donnez des nombres de douze chiffres au plus.")
    )


def _figures(simulation: Simulation, found: Mapping[str, Values]) -> Figures:
    first, simulator = found[simulation.contexts[0]], simulation.simulator
    engine = engine_of(simulator).with_situation(simulation.situation(simulation.contexts[0]))
    read = [] if simulator.contexts else [*_amounts(engine, simulation, first), *lines(engine, simulation, first)]
    return Figures(
        read,
        shares(engine, simulation, first),
        side_by_side(engine, simulation, found),
        leader(simulation, found),
        _notifications(engine, simulation, found.values()),
        references(simulation),
    )


def _amounts(engine: Engine, simulation: Simulation, found: Values) -> list[Line]:
    """The figures at the top of the page, given or found, that have a value."""
    names = (*simulation.simulator.amounts, *simulation.simulator.inputs)
    every = (line(engine, name, amount(found[name], simulation.unit)) for name in names)
    return [one for one in every if one.amount.value is not None]


def _notifications(engine: Engine, simulation: Simulation, found: Iterable[Values]) -> list[Notification]:
    every = (one for values in found for one in told(engine, simulation, values))
    return list({one.name: one for one in every}.values())
