"""Telling: what a person has said, and what is taken for all they have not been asked or have passed over."""

from dataclasses import dataclass, field

from gamma.services.simulators.asking.controls import Control, control
from gamma.services.simulators.asking.order import asked_as, order
from gamma.services.simulators.catalogue.shapes import Expression, Simulator
from gamma.services.simulators.documenting.places import titles
from gamma.services.simulators.keeping.remembering import remembered
from gamma.services.simulators.reckoning.figures import Amount, Values, amount
from gamma.services.simulators.reckoning.lines import Line, line
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.units import NUMBER, factor
from publicodes import Engine

NONE = "–"


@dataclass(frozen=True)
class Situation:
    """The amounts and answers given; the questions still open, each with the value taken meanwhile."""

    given: list[Line] = field(default_factory=list)
    assumed: list[Line] = field(default_factory=list)


def title(simulator: Simulator, name: str) -> str:
    """The title of a rule, told apart from the others of that title: a document has no page around it."""
    told = titles(simulator.model).get(name, name)
    return told[:1].upper() + told[1:]


def situation(simulation: Simulation, found: Values) -> Situation:
    """What is known of a simulation, whose values are `found`. Raises PublicodesError."""
    return remembered("situation", simulation, lambda: _situation(simulation, found))


def _situation(simulation: Simulation, found: Values) -> Situation:
    engine = engine_of(simulation.simulator).with_situation(simulation.situation(simulation.contexts[0]))
    tops = (*simulation.simulator.amounts, *simulation.simulator.inputs)
    given = [line(engine, name, amount(found[name], simulation.unit)) for name in tops if name in simulation.answers]
    whole = dict.fromkeys(asked_as(engine, name) for name in simulation.answered)
    answered = [name for name in whole if name not in simulation.skipped and engine.rules[name].asked]
    assumed = dict.fromkeys((*simulation.skipped, *order(simulation)))
    return Situation(
        [*given, *(_answered(engine, simulation, name) for name in answered)],
        [_assumed(engine, simulation, name) for name in assumed if name not in tops],
    )


def _answered(engine: Engine, simulation: Simulation, name: str) -> Line:
    shown = control(engine, simulation, name)
    given = simulation.answers.get(name, "")
    return Line(name, title(simulation.simulator, name), "", _words(shown, given), _number(given, shown.unit))


def _assumed(engine: Engine, simulation: Simulation, name: str) -> Line:
    shown = control(engine, simulation, name)
    numeric = shown.kind in ("amount", "number")
    value = _number(engine.question(name).default_answer, "") if numeric else Amount(None)
    return Line(name, title(simulation.simulator, name), "", shown.default or _chosen(shown) or NONE, value)


def _words(shown: Control, given: Expression) -> str:
    if shown.kind == "date":
        return str(given)
    return _chosen(shown) or f"{shown.value} {shown.unit}".strip()


def _chosen(shown: Control) -> str:
    return ", ".join(one.title for one in shown.options if one.chosen)


def _number(given: Expression, unit: str) -> Amount:
    """A plain number in `unit`, or in its own where none is wanted; no amount for any other expression."""
    found = NUMBER.fullmatch(str(given))
    if found is None:
        return Amount(None)
    own = (found[2] or unit).strip()
    return Amount(float(found[1]) * factor(own, unit or own), unit or own)
