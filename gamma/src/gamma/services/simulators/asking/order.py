"""Order: the questions of a simulation, the first to ask first.

The order is that of the service this one follows: what most results miss comes first, then what the simulator wants
first or last, then what is near the last answer (facts of reference, section 3.1).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile

from gamma.services.simulators.catalogue.shapes import Questions
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from publicodes import Engine


def order(simulation: Simulation) -> list[str]:
    """The names of the rules still to be asked. Raises PublicodesError."""
    engine = engine_of(simulation.simulator)
    declared = simulation.simulator.questions
    counted = [asked_as(engine, name) for name in _missing(engine, simulation)]
    wanted = [name for name in dict.fromkeys(counted) if _open(engine, simulation, name) and engine.rules[name].asked]
    if declared.written:
        return [name for name in declared.written if name in wanted]
    allowed = [name for name in wanted if not declared.first or name.startswith(declared.first)]
    last = simulation.answered[-1] if simulation.answered else ""
    return sorted(allowed, key=lambda name: _rank(name, declared, last))


def _missing(engine: Engine, simulation: Simulation) -> list[str]:
    """What the results miss, in all contexts, the most missed first."""
    counts: Counter[str] = Counter()
    for context in simulation.contexts:
        for found in engine.with_situation(simulation.situation(context)).evaluate_all(simulation.simulator.asked_for):
            counts.update(_on_questions(engine, found.missing))
    return [name for name, _ in counts.most_common()]


def _on_questions(engine: Engine, missing: Mapping[str, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name, weight in missing.items():
        counts[asked_as(engine, name)] += weight
    return counts


def asked_as(engine: Engine, name: str) -> str:
    """The rule to ask: the parent of what a service outside the rules fills at once, such as the parts of a commune."""
    parent = name.rpartition(" . ")[0]
    return parent if parent in engine.rules and "API" in engine.rules[parent].raw else name


def whole(engine: Engine, name: str) -> str:
    """The question that an answer is, or is a part of: a commune, or one of several possibilities."""
    parent, _, last = name.rpartition(" . ")
    ticked = parent in engine.rules and last in engine.rules[parent].raw.get("plusieurs possibilités", ())
    return parent if ticked else asked_as(engine, name)


def _open(engine: Engine, simulation: Simulation, name: str) -> bool:
    """Whether nothing settles a question yet, nor forbids it."""
    simulator = simulation.simulator
    closed = {*simulator.amounts, *simulator.questions.never, *simulator.situation, *simulation.skipped}
    return name not in closed and all(name not in (other, whole(engine, other)) for other in simulation.answers)


def _rank(name: str, declared: Questions, last: str) -> float:
    first = declared.first.index(name) if name in declared.first else _beginning(name, declared.first)
    return 1 + first + 1 + _beginning(name, declared.last) + _distance(name, last)


def _beginning(name: str, beginnings: Iterable[str]) -> int:
    """The place of the first beginning of a name, from 0; -1 when it has none."""
    return next((place for place, one in enumerate(beginnings) if name.startswith(one)), -1)


def _distance(name: str, last: str) -> float:
    """How far a rule is from the last answer: 0 the same, 1 nothing in common, endless for one it is a part of."""
    if not last:
        return 1.0
    if name == last:
        return 0.0
    parts = name.split(" . ")
    pairs = zip(parts, (*last.split(" . "), *parts), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return math.inf if last.startswith(f"{name} . ") else 1 / (1 + common)
