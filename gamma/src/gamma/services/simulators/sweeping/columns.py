"""Columns: the figures of a simulation for many values of one amount, by one compiled program."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gamma.services.simulators.asking.controls import unit_of
from gamma.services.simulators.catalogue.shapes import Situation
from gamma.services.simulators.reckoning.figures import Amount
from gamma.services.simulators.rules import engine, sought
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.sweeping.solving import Column, solved
from gamma.services.simulators.units import PERIODS, factor, shown_in
from publicodes import Program

MONEY = (*PERIODS, "€")
REACH = 4.0  # nobody is paid less than a quarter of what they cost


@dataclass(frozen=True)
class Setting:
    """What moves (`name`, in `unit`), in which context; `changes` are rules given another number, each in its unit."""

    simulation: Simulation
    name: str
    unit: str
    context: str = ""
    changes: tuple[tuple[str, float, str], ...] = ()

    @property
    def fixed(self) -> Situation:
        """All that does not move."""
        held = self.simulation.answering(self.name, 0).forgetting(self.name, *(one[0] for one in self.changes))
        situation = held.situation(self.context)
        situation.pop(self.name, None)
        return situation


def money(simulation: Simulation, context: str = "") -> dict[str, str]:
    """The amounts and inputs of a simulator that are money and apply, each with the unit the page gives it in."""
    simulator = simulation.simulator
    situation = json.dumps(simulation.situation(context), ensure_ascii=False)
    found = {name: _unit(simulation, name) for name in (*simulator.amounts, *simulator.inputs)}
    return {name: unit for name, unit in found.items() if unit in MONEY and _applies(simulation, situation, name)}


def _applies(simulation: Simulation, situation: str, name: str) -> bool:
    return name in simulation.answers or _state(simulation.simulator.model, situation, name) != "not-applicable"


def _unit(simulation: Simulation, name: str) -> str:
    """The unit in which a number is shown; one that states none is taken for money of the page."""
    asked = engine(simulation.simulator.model).question(name)
    if asked.kind not in ("amount", "number"):
        return ""
    return unit_of(asked, simulation.unit) or simulation.unit


def figures(setting: Setting, wanted: Sequence[float], targets: Sequence[str]) -> dict[str, list[Amount]]:
    """For each target its value at each wanted value of what moves, in the unit of the page; only those in money.

    An amount is None where there is no value. Raises PublicodesError.
    """
    column = np.asarray(wanted, dtype=float)
    names = tuple(dict.fromkeys((*targets, setting.name)))
    moved, unit, cells = _driven(setting, column)
    results = _program(setting, names, moved, unit)(_cells(setting, moved, cells))
    return {
        name: _amounts(results.values[name], results.states[name], own, setting.simulation.unit, cells)
        for name in names
        if (own := results.units[name] or "") in MONEY and results.values[name].dtype == float
    }


def _amounts(
    values: Column, states: "np.ndarray[tuple[int], np.dtype[np.uint8]]", own: str, page: str, cells: Column
) -> list[Amount]:
    unit = shown_in(own, page)
    known = (states == 0) & ~np.isnan(values) & ~np.isnan(cells)
    scaled = values * factor(own, unit)
    return [Amount(float(value) if one else None, unit) for value, one in zip(scaled, known, strict=True)]


def _driven(setting: Setting, wanted: Column) -> tuple[str, str, Column]:
    """What the program is run on: what moves, or what it is computed from when rules only find it by inversion."""
    pivot = _pivot(setting, float(wanted.max()))
    if pivot == setting.name:
        return setting.name, setting.unit, wanted
    model = engine(setting.simulation.simulator.model)
    unit = model.question(pivot).unit or ""
    program = _program(setting, (setting.name,), pivot, unit)

    def function(column: Column) -> Column:
        found = program(_cells(setting, pivot, column))
        return np.asarray(found.values[setting.name] * factor(found.units[setting.name] or "", setting.unit), float)

    return pivot, unit, solved(function, wanted, REACH * max(float(wanted.max()), 1.0) * factor(setting.unit, unit))


def _cells(setting: Setting, moved: str, column: Column) -> dict[str, Column]:
    return {moved: column, **{name: np.full(len(column), value) for name, value, _unit in setting.changes}}


def _program(setting: Setting, targets: tuple[str, ...], moved: str, unit: str) -> Program:
    units = ((moved, unit), *((name, own) for name, _value, own in setting.changes))
    fixed = json.dumps(setting.fixed, ensure_ascii=False)
    return compiled(setting.simulation.simulator.model, fixed, targets, units)


@lru_cache(maxsize=200)
def compiled(model: str, fixed: str, targets: tuple[str, ...], units: tuple[tuple[str, str], ...]) -> Program:
    """The program of a situation, written in JSON, but for the rules that have a unit here: they are its inputs."""
    return (
        engine(model).with_situation(json.loads(fixed)).program(targets, {name: unit or None for name, unit in units})
    )


def _pivot(setting: Setting, value: float) -> str:
    """The rule that inversion would look for, where there is one that applies; otherwise what moves itself."""
    model = setting.simulation.simulator.model
    for pivot in sought(model).get(setting.name, ()):
        given = f"{value} {setting.unit}"
        if _state(model, json.dumps({**setting.fixed, setting.name: given}, ensure_ascii=False), pivot) == "value":
            return pivot
    return setting.name


@lru_cache(maxsize=200)
def _state(model: str, situation: str, name: str) -> str:
    return engine(model).with_situation(json.loads(situation)).evaluate(name).state
