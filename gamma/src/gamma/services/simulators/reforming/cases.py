"""Cases: typical amounts of a simulator – times the minimum wage, turnovers, or a scale around the amount given."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.ground.design.numbers import number, quantity
from gamma.services.simulators.rules import engine
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.sweeping.columns import Setting, money
from gamma.services.simulators.sweeping.sweeps import given
from gamma.services.simulators.units import factor

GROSS, MINIMUM = "salarié . contrat . salaire brut", "SMIC"
MULTIPLES = (1, 1.2, 1.6, 2, 3, 4)
TURNOVERS = (10_000, 20_000, 30_000, 40_000, 60_000, 80_000, 100_000)
AROUND = (0.25, 0.5, 0.75, 1, 1.5, 2, 3)
USUAL = 3_000.0
SELF_EMPLOYED = frozenset(("statuses", "self-employed", "professions"))


@dataclass(frozen=True)
class Scale:
    """The amount that tells cases apart, its values, and what each is called."""

    setting: Setting
    values: tuple[float, ...]
    labels: tuple[str, ...]


def scale(simulation: Simulation, context: str) -> Scale | None:
    """The typical cases of a simulation; None when no amount of money tells them apart. Raises PublicodesError."""
    moving = money(simulation, context)
    if GROSS in moving:
        return _wages(simulation, context, moving[GROSS])
    if not moving:
        return None
    name = next(one for one in (*simulation.simulator.amounts, *moving) if one in moving)
    setting = Setting(simulation, name, moving[name], context)
    if simulation.simulator.group in SELF_EMPLOYED:
        values = tuple(one * factor("€/an", setting.unit) for one in TURNOVERS)
    else:
        values = tuple((given(setting) or USUAL) * one for one in AROUND)
    return Scale(setting, values, tuple(quantity(one, setting.unit, 0) for one in values))


def _wages(simulation: Simulation, context: str, unit: str) -> Scale:
    """Multiples of the minimum wage that the model states, before any change."""
    setting = Setting(simulation, GROSS, unit, context)
    found = engine(simulation.simulator.model).with_situation(setting.fixed).evaluate(MINIMUM)
    lowest = float(found.value or 0) * factor(found.unit or "", unit)
    labels = tuple(_times(one, one * lowest, unit) for one in MULTIPLES)
    return Scale(setting, tuple(one * lowest for one in MULTIPLES), labels)


def _times(times: float, wage: float, unit: str) -> str:
    return _("%(times)s SMIC (%(wage)s)") % {"times": number(times), "wage": quantity(wage, unit, 0)}
