"""Year: a figure reckoned on the pay of each month, put right as the year goes.

A reduction of contributions is due on the whole year: it is given each month, and put right either every month, on what
was paid and on the minimum wages since January (`progressive`), or in the last month worked (`annual`). Source: BOSS,
« Allègements généraux », chapter 1, section 3.
"""

import json
from collections.abc import Sequence
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
    worked = [(number, pay, _wage(simulation, number)) for number, pay in zip(MONTHS, pays, strict=True) if pay]
    if not worked:
        return [Month(number) for number in MONTHS]
    paid, wages = (np.array(one, dtype=float) for one in (list(zip(*worked, strict=True))[1:]))
    count = np.arange(1, len(worked) + 1)
    means = np.cumsum(paid) / count, np.cumsum(wages) / count
    found = _figures(simulation, np.append(paid, means[0]), np.append(wages, means[1]))
    alone, due = found[: len(worked)], found[len(worked) :] * count
    given = np.diff(due, prepend=0.0) if correction == "progressive" else _at_the_end(alone, due[-1])
    by_number = {number: values for (number, _, _), *values in zip(worked, paid, alone, given, strict=True)}
    return _running([Month(number, *map(float, by_number.get(number, ()))) for number in MONTHS])


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
    """What the figure is worth in a month of such pay and such a minimum wage, in €; 0 where it does not apply."""
    declared = _declared(simulation)
    held = simulation.forgetting(declared.pay).situation()
    units = ((declared.pay, PAID), (declared.wage, HOURLY))
    fixed = json.dumps({name: one for name, one in held.items() if name not in dict(units)}, ensure_ascii=False)
    program = compiled(simulation.simulator.model, fixed, (declared.figure,), units)
    found = program({declared.pay: pays, declared.wage: wages})
    values: Column = np.asarray(found.values[declared.figure], dtype=float)
    return np.nan_to_num(values) * factor(found.units[declared.figure] or "", PAID)


def _at_the_end(alone: Column, due: float) -> Column:
    """Each month by itself, the last one with what is missing."""
    return np.append(alone[:-1], due - alone[:-1].sum())


def _running(months: Sequence[Month]) -> list[Month]:
    totals = accumulate(month.given for month in months)
    return [
        Month(month.number, month.pay, month.alone, month.given, total)
        for month, total in zip(months, totals, strict=True)
    ]
