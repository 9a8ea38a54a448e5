"""Columns: what a page sets side by side – the contexts of its simulator, or the simulations that were pinned."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from gamma.ground import texts
from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue.shapes import Expression
from gamma.services.simulators.comparing.tables import Column, Table, table
from gamma.services.simulators.reckoning.figures import Amount, Values, amount, targets, values
from gamma.services.simulators.reckoning.lines import measured
from gamma.services.simulators.simulations import Simulation
from publicodes import Engine


def side_by_side(engine: Engine, simulation: Simulation, found: Mapping[str, Values]) -> Table:
    """The table of a page; `found` are the values of the simulation in each of its contexts. Raises PublicodesError."""
    simulator = simulation.simulator
    if simulator.contexts:
        columns = [Column(texts.chosen(simulator.columns[context]), found[context]) for context in simulation.contexts]
        return table(engine, columns, simulator.figures, simulation.unit, simulator.themes)
    pinned = [addresses.told(simulator, address) for address in simulation.pinned]
    if not pinned:
        return Table()
    names = [*_differing([*pinned, simulation]), *simulator.figures]
    present = Column(_("Cette simulation"), values(simulation, _all(names, simulation)))
    columns = [*_pinned(simulation, pinned, names), present]
    return table(engine, columns, names, simulation.unit, ())


def leader(simulation: Simulation, found: Mapping[str, Values]) -> str:
    """Which context has the most of the figure that ranks them, and how much more than the next; empty for a tie."""
    simulator = simulation.simulator
    amounts = {
        context: amount(found[context][simulator.ranked], simulation.unit) for context in found if simulator.ranked
    }
    ranked = sorted(((one.number, context) for context, one in amounts.items() if one.number is not None), reverse=True)
    if len(ranked) < 2 or round(ranked[0][0]) == round(ranked[1][0]):
        return ""
    (most, first), (next_most, second) = ranked[:2]
    return _("%(first)s laisse le plus : %(most)s, soit %(gap)s de plus que %(second)s.") % {
        "first": texts.chosen(simulator.columns[first]),
        "most": measured(amounts[first]),
        "gap": measured(Amount(most - next_most, amounts[first].unit)),
        "second": texts.chosen(simulator.columns[second]),
    }


def pinning(simulation: Simulation) -> str:
    """The parameters of the same page with its present simulation pinned; empty when no more can be."""
    if simulation.simulator.contexts or len(simulation.pinned) >= addresses.PINS or not simulation.started:
        return ""
    bare = addresses.write(replace(simulation, pinned=()))
    return addresses.write(replace(simulation, pinned=(*simulation.pinned, bare)))


def _pinned(simulation: Simulation, pinned: list[Simulation], names: list[str]) -> Iterator[Column]:
    for place, one in enumerate(pinned):
        others = tuple(address for at, address in enumerate(simulation.pinned) if at != place)
        yield Column(
            _("Épinglée %(place)s") % {"place": place + 1},
            values(one, _all(names, simulation)),
            addresses.write(one),
            addresses.write(replace(simulation, pinned=others)),
        )


def _all(names: list[str], simulation: Simulation) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*targets(simulation.simulator), *names)))


def _differing(simulations: list[Simulation]) -> list[str]:
    """The answers that are not the same in all the simulations, amounts aside."""
    names = dict.fromkeys(name for one in simulations for name in one.answers)
    return [name for name in names if len({_known(one, name) for one in simulations}) > 1]


def _known(simulation: Simulation, name: str) -> Expression | None:
    given = simulation.answers.get(name)
    return None if given is None else str(given)
