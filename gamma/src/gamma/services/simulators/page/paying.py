"""Paying: who is paid and how much, and the lines of a payslip."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from gamma.ground import texts
from gamma.services.simulators.reckoning.contributions import ROOT, SIDES, Contribution, contributions
from gamma.services.simulators.reckoning.figures import Amount, Values, amount
from gamma.services.simulators.reckoning.lines import measured
from gamma.services.simulators.simulations import Simulation
from publicodes import Engine


@dataclass(frozen=True)
class Payment:
    """An institution, and what it is paid."""

    name: str
    text: str


@dataclass(frozen=True)
class Slip:
    """A line of a payslip: its rule, its title, what the employer and the employee pay (empty: nothing)."""

    rule: str
    title: str
    employer: str
    employee: str


@dataclass(frozen=True)
class Payslip:
    """The lines by branch, and the totals."""

    branches: Sequence[tuple[str, Sequence[Slip]]] = ()
    total: Slip | None = None


def payments(simulation: Simulation, values: Values) -> list[Payment]:
    """The institutions that are paid something."""
    found = [(one, amount(values[one.amount], simulation.unit)) for one in simulation.simulator.institutions]
    return [Payment(texts.chosen(one.name), measured(paid)) for one, paid in found if paid.number]


def payslip(engine: Engine, simulation: Simulation, values: Values) -> Payslip:
    """The payslip of a simulation whose simulator has one; its lines that are nothing are left out."""
    if not simulation.simulator.payslip:
        return Payslip()
    every = [
        (one.branch, _slip(engine, simulation, values, one)) for one in contributions(simulation.simulator.model).lines
    ]
    lines = [(branch, slip) for branch, slip in every if slip.employer or slip.employee]
    branches = [
        (_capital(engine.rules[branch].title), [slip for _, slip in found])
        for branch, found in groupby(lines, key=lambda one: one[0])
    ]
    totals = [_paid(simulation, values, f"{ROOT} . {side}", 1) for side in SIDES]
    return Payslip(branches, Slip(ROOT, _capital(engine.rules[ROOT].title), *totals)) if branches else Payslip()


def _slip(engine: Engine, simulation: Simulation, values: Values, one: Contribution) -> Slip:
    sign = -1 if one.rule.endswith("exonérations") else 1
    paid = [_paid(simulation, values, rule, sign) for rule in (one.employer, one.employee)]
    return Slip(one.rule, _capital(engine.rules[one.rule].title), *paid)


def _paid(simulation: Simulation, values: Values, rule: str, sign: int) -> str:
    found = amount(values[rule], simulation.unit) if rule else Amount(None)
    return measured(Amount(sign * found.number, found.unit)) if found.number else ""


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
