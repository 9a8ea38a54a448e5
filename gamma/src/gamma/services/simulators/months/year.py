"""Year: a figure reckoned on the pay of each month, put right as the year goes.

A reduction of contributions is due on the whole year: it is given each month, and put right either every month, on what
was paid and on the minimum wages since January (`progressive`), or in the last month worked (`annual`). Source: BOSS,
« Allègements généraux », chapter 1, section 3.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import numpy as np

from gamma.services.simulators.catalogue.shapes import Monthly
from gamma.services.simulators.rules import engine_of, model
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.sweeping.columns import compiled
from gamma.services.simulators.sweeping.solving import Column
from gamma.services.simulators.units import factor
from publicodes.results import NOT_APPLICABLE

MONTHS = range(1, 13)
PAID, HOURLY = "€/mois", "€/heure"
Correction = Literal["progressive", "annual"]


@dataclass(frozen=True)
class Month:
    """A month, from 1 to 12: what was paid, what it gives by itself, what is given, what was given since January.

    All in €; a month that is not worked has no pay, and nothing is given.
    """

    number: int
    pay: float | None = None
    alone: float = 0.0
    given: float = 0.0
    total: float = 0.0

    @property
    def correction(self) -> float:
        """What is given beyond what the month gives by itself; below zero when it is taken back."""
        return self.given - self.alone


def usual_pay(simulation: Simulation) -> float | None:
    """The pay of a month in a simulation, in €; None while it is not known. Raises PublicodesError."""
    rules = engine_of(simulation.simulator).with_situation(simulation.situation())
    found = rules.evaluate({"valeur": _declared(simulation).pay, "unité": PAID})
    return found.value if isinstance(found.value, float) else None


def year(simulation: Simulation, pays: Sequence[float | None], correction: Correction) -> list[Month]:
    """The twelve months of those pays, in € (None: not worked). Raises PublicodesError."""
    paid = {number: pay for number, pay in zip(MONTHS, pays, strict=True) if pay}
    found = _given(simulation, paid, correction)
    rows = [found.get(number, (0.0, 0.0)) for number in MONTHS]
    totals = accumulate(given for _alone, given in rows)
    return [
        Month(number, paid.get(number), *row, total) for number, row, total in zip(MONTHS, rows, totals, strict=True)
    ]


def _given(simulation: Simulation, paid: Mapping[int, float], correction: Correction) -> dict[int, tuple[float, float]]:
    """What each month worked gives by itself, and what is given.

    What is due since January is the figure of the mean pay at the mean minimum wage, times the months.
    """
    if not paid:
        return {}
    pays, wages = np.array([*paid.values()]), np.array([_wage(simulation, number) for number in paid])
    count = np.arange(1, len(paid) + 1)
    means = np.cumsum(pays) / count, np.cumsum(wages) / count
    alone, mean = np.split(_figures(simulation, np.append(pays, means[0]), np.append(wages, means[1])), 2)
    given = np.diff(mean * count, prepend=0.0)
    if correction == "annual":
        given = np.append(alone[:-1], given.sum() - alone[:-1].sum())
    return dict(zip(paid, zip(alone.tolist(), given.tolist(), strict=True), strict=True))


def year_of(simulation: Simulation) -> int:
    """The year whose rules a simulation follows."""
    date = str(simulation.situation().get("date", ""))
    return int(date[-4:]) if date[-4:].isdecimal() else model(simulation.simulator.model).year


def _declared(simulation: Simulation) -> Monthly:
    declared = simulation.simulator.monthly
    if declared is None:
        raise LookupError(simulation.simulator.slug)
    return declared


def _wage(simulation: Simulation, number: int) -> float:
    """The minimum wage of a month, in € an hour: it may rise in the year."""
    situation = simulation.situation() | {"date": f"01/{number:02}/{year_of(simulation)}"}
    found = engine_of(simulation.simulator).with_situation(situation).evaluate(_declared(simulation).wage)
    return float(found.value) if isinstance(found.value, float) else 0.0


def _figures(simulation: Simulation, pays: Column, wages: Column) -> Column:
    """What the figure is worth in a month of such pay and such a minimum wage, in €.

    It is 0 where it does not apply, NaN where the rules do not tell it.
    """
    declared = _declared(simulation)
    held = simulation.forgetting(declared.pay).situation()
    units = ((declared.pay, PAID), (declared.wage, HOURLY))
    fixed = json.dumps({name: one for name, one in held.items() if name not in dict(units)}, ensure_ascii=False)
    program = compiled(simulation.simulator.model, fixed, (declared.figure,), units)
    found = program({declared.pay: pays, declared.wage: wages})
    values: Column = np.asarray(found.values[declared.figure], dtype=float)
    values = np.where(found.states[declared.figure] == NOT_APPLICABLE, 0.0, values)
    return values * factor(found.units[declared.figure] or "", PAID)
