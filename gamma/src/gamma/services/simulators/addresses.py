"""Addresses: a simulation as the parameters of an address, and back. A link can be shared, kept, and read later.

A parameter bears the name of a rule, its value is an expression: `salarié . contrat . salaire brut=3000 €/mois`, as the
service this one follows writes them. Former short names of rules are understood.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from django.http import QueryDict

from gamma.services.simulators.accepting import accepted
from gamma.services.simulators.catalogue import former_rules
from gamma.services.simulators.catalogue.shapes import Expression, Simulator
from gamma.services.simulators.rules import engine, engine_of
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.units import NUMBER, PERIODS, shown_in
from publicodes import Engine

UNIT, SKIPPED, PINNED = "unité", "passée", "comparer"
KNOWN = frozenset(
    (UNIT, SKIPPED, "question", "couleur", "lang", "langue", "site", "integratorUrl", "simulateur", PINNED)
)
PINS = 3
MOST = 120


@dataclass(frozen=True)
class Arrival:
    """A simulation read from an address, with the parameters that name no rule and those whose value is refused."""

    simulation: Simulation
    unknown: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read(simulator: Simulator, parameters: Mapping[str, Sequence[str]]) -> Arrival:
    """The simulation that an address tells; what cannot be used is named, and left out."""
    rules = engine_of(simulator)
    simulation = Simulation(simulator, {}, (), _unit(simulator, parameters))
    unknown, refused = [], []
    for written, values in list(parameters.items())[:MOST]:
        name = _rule(simulator.model, written)
        if written in KNOWN or not values:
            continue
        if name is None:
            unknown.append(written)
        elif accepted(rules, name, answer := _answer(rules, name, values[-1], simulation.unit)):
            simulation = simulation.answering(name, answer)
        else:
            refused.append(name)
    passed = tuple(name for name in parameters.get(SKIPPED, ())[:MOST] if name in rules.rules)
    pinned = tuple(dict.fromkeys(parameters.get(PINNED, ())))[:PINS]
    return Arrival(replace(simulation, skipped=passed, pinned=pinned), tuple(unknown), tuple(refused))


def write(simulation: Simulation, **more: str) -> str:
    """The parameters of the address of a simulation, encoded; the same simulation is always written alike."""
    pairs = [(name, str(answer)) for name, answer in simulation.answers.items()]
    pairs += [(SKIPPED, name) for name in simulation.skipped]
    pairs += [(PINNED, address) for address in simulation.pinned]
    if simulation.unit != simulation.simulator.unit:
        pairs.append((UNIT, simulation.unit))
    return urlencode([*pairs, *more.items()])


def told(simulator: Simulator, text: str) -> Simulation:
    """The simulation of an address already written by `write`."""
    return read(simulator, dict(QueryDict(text).lists())).simulation


def _unit(simulator: Simulator, parameters: Mapping[str, Sequence[str]]) -> str:
    asked = parameters.get(UNIT, ("",))[-1].replace("\u20ac /", "\u20ac/")
    return asked if asked in PERIODS and simulator.unit in PERIODS else simulator.unit


def _rule(model: str, written: str) -> str | None:
    name = _others(model).get(written, written)
    return name if name in engine(model).rules else None


@cache
def _others(model: str) -> Mapping[str, str]:
    """The short names that rules bear, and the names that they bore."""
    short = {rule.raw.get("identifiant court"): name for name, rule in engine(model).rules.items()}
    return {**{str(one): name for one, name in short.items() if one}, **former_rules(model)}


def _answer(rules: Engine, name: str, text: str, unit: str) -> Expression:
    """An answer as written; a bare number is in the unit of its rule, or of the page when both are amounts of money."""
    found = NUMBER.fullmatch(text)
    if found is None or found[2]:
        return text
    asked = rules.question(name).unit
    return f"{text} {shown_in(asked or '', unit)}".strip()
