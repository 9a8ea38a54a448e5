"""Fields: the amounts and inputs at the top of the page, each with what was typed or what was found."""

from dataclasses import dataclass, replace

from gamma.services.simulators.asking.controls import Control, control, every_option
from gamma.services.simulators.reckoning.figures import Amount, Values, amount
from gamma.services.simulators.reckoning.lines import digits
from gamma.services.simulators.simulations import Simulation
from publicodes import Engine


@dataclass(frozen=True)
class Field:
    """A control of the top of the page. `found` tells that its value was computed; `summary` says it in a few words."""

    control: Control
    summary: str
    given: bool
    error: str = ""

    @property
    def shown(self) -> str:
        """The text in the field."""
        return self.control.value


def fields(engine: Engine, simulation: Simulation, values: Values) -> list[Field]:
    """The fields of a simulation; amounts that do not apply are left out. Nothing is shown as found before a start."""
    names = (*simulation.simulator.amounts, *simulation.simulator.inputs)
    found = values if simulation.started else {}
    return [_field(engine, simulation, found, name) for name in names if _applies(simulation, found, name)]


def top(engine: Engine, simulation: Simulation, name: str) -> Control:
    """The control of a field of the top of the page: it offers every choice, for it may be the first answer."""
    return every_option(engine, control(engine, simulation, name))


def _applies(simulation: Simulation, values: Values, name: str) -> bool:
    return name in simulation.answers or name not in values or values[name].state != "not-applicable"


def _field(engine: Engine, simulation: Simulation, values: Values, name: str) -> Field:
    shown = top(engine, simulation, name)
    given = name in simulation.answers
    if not given and shown.kind in ("amount", "number") and name in values:
        shown = replace(shown, value=_found(amount(values[name], simulation.unit)))
    return Field(shown, str(engine.rules[name].raw.get("résumé", "")), given)


def _found(found: Amount) -> str:
    return "" if found.number is None else digits(found)
