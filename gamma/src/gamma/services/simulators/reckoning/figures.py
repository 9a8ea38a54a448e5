"""Figures: the values of a simulation, in the units that its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.reckoning.contributions import contributions
from gamma.services.simulators.reckoning.programs import reckon
from gamma.services.simulators.rules import engine
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.units import factor, shown_in
from publicodes import Evaluation

Values = Mapping[str, Evaluation]


@dataclass(frozen=True)
class Amount:
    """A value as it is shown: a number in `unit`, a boolean or a text; None where there is none."""

    value: float | bool | str | None
    unit: str = ""

    @property
    def number(self) -> float | None:
        """The value when it is a number."""
        return None if isinstance(self.value, bool | str) else self.value

    @property
    def decimals(self) -> int:
        """Cents for a month or an act, euros for a year."""
        return 0 if self.unit == "€/an" else 2


def amount(found: Evaluation, unit: str) -> Amount:
    """A value, by month or by year as the page asks."""
    own = found.unit or ""
    if isinstance(found.value, float | int) and not isinstance(found.value, bool):
        shown = shown_in(own, unit)
        return Amount(found.value * factor(own, shown), shown)
    return Amount(found.value, own)


def values(simulation: Simulation, targets: Sequence[str], context: str = "") -> Values:
    """The value of rules in a simulation. Raises PublicodesError."""
    moving = [name for name in simulation.answers if name not in simulation.simulator.contexts.get(context, {})]
    return reckon(simulation.simulator.model, simulation.situation(context), targets, moving)


def notifications(simulator: Simulator) -> tuple[str, ...]:
    """The rules that are only there to tell something to the person, about what the figures of a simulator are of."""
    subjects = {name.partition(" . ")[0] for name in simulator.figures}
    return tuple(name for name in _notifications(simulator.model) if name.partition(" . ")[0] in subjects)


@cache
def _notifications(model: str) -> tuple[str, ...]:
    return tuple(name for name, rule in engine(model).rules.items() if rule.raw.get("type") == "notification")


def targets(simulator: Simulator) -> tuple[str, ...]:
    """Every rule, and every expression, that the page of a simulator evaluates."""
    paid = [one.amount for one in simulator.institutions]
    slip = contributions(simulator.model).rules if simulator.payslip else ()
    return tuple(dict.fromkeys((*simulator.figures, *simulator.shares, *paid, *slip, *notifications(simulator))))
