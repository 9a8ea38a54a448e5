"""Changeable: the rules that are a plain number – a rate, a ceiling, the minimum wage – and what they are worth.

A number that changed over the years is one too. The brackets of a scale, and numbers inside a formula, are not rules of
their own: they cannot be changed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gamma.ground.design.numbers import quantity
from gamma.ground.texts import sorting
from gamma.services.simulators.rules import engine
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.units import NUMBER, counted
from publicodes import Engine, PublicodesError

BESIDE = frozenset(
    (
        *("titre", "titre global", "description", "note", "références", "résumé", "acronyme", "icônes", "type", "avec"),
        *("identifiant court", "unité", "remplace", "rend non applicable", "applicable si", "non applicable si"),
    )
)
"""Keys that do not change the number a rule states."""


@dataclass(frozen=True)
class Changeable:
    """A rule, where it stands among the others, its present number in `unit`, and the same as it is read."""

    name: str
    label: str
    value: float
    unit: str
    text: str


@cache
def constants(model: str) -> frozenset[str]:
    """The public rules of a model that state a number and are not asked for."""
    return frozenset(name for name, rule in engine(model).rules.items() if not rule.asked and _states(rule.raw))


def _states(raw: object) -> bool:
    """Whether a definition is a number, or the choice of one by date or place."""
    if isinstance(raw, dict):
        kinds = raw.keys() - BESIDE
        if kinds == {"valeur"}:
            return _states(raw["valeur"])
        return kinds == {"variations"} and all(_states(one.get("alors", one.get("sinon"))) for one in raw["variations"])
    return not isinstance(raw, bool) and NUMBER.fullmatch(str(raw)) is not None


def changeable(simulation: Simulation, context: str, name: str) -> Changeable | None:
    """A rule with its number in a simulation; None when it states none, or has none there."""
    model = simulation.simulator.model
    if name not in constants(model):
        return None
    return _changeable(engine(model).with_situation(simulation.situation(context), strict=False), name)


def used(simulation: Simulation, context: str) -> tuple[Changeable, ...]:
    """Those that the figures of a simulation really use, by the place where they stand. Raises PublicodesError."""
    simulator = simulation.simulator
    situation = json.dumps(simulation.situation(context), ensure_ascii=False)
    return _used(simulator.model, situation, simulator.figures)


def search(found: Sequence[Changeable], words: str) -> list[Changeable]:
    """Those whose name bears all the words, whatever their accents."""
    wanted = sorting(words).split()
    return [one for one in found if all(word in sorting(f"{one.name} {one.label}") for word in wanted)]


@lru_cache(maxsize=200)
def _used(model: str, situation: str, figures: tuple[str, ...]) -> tuple[Changeable, ...]:
    rules = engine(model).with_situation(json.loads(situation))
    met = {name for figure in figures for name in rules.traversed(figure)} & constants(model)
    found = [one for name in met if (one := _changeable(rules, name))]
    return tuple(sorted(found, key=lambda one: sorting(one.label)))


def _changeable(rules: Engine, name: str) -> Changeable | None:
    try:
        found = rules.evaluate(name)
    except PublicodesError:
        return None
    if isinstance(found.value, bool) or not isinstance(found.value, int | float):
        return None
    unit = found.unit or ""
    return Changeable(
        name, _label(rules, name), float(found.value), unit, quantity(float(found.value), counted(unit, found.value))
    )


def _label(rules: Engine, name: str) -> str:
    """The title of a rule after those it stands under, three at most: « Taux » alone says nothing."""
    steps = name.split(" . ")
    names = [" . ".join(steps[: depth + 1]) for depth in range(len(steps))][-3:]
    return " › ".join(rules.rules[one].title for one in names if one in rules.rules)
