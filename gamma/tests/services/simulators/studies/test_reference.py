"""Situations at random: the walker and the programs give the figures that the reference engine gives.

What differs is counted under the name of a known difference (publicodes/docs/differences.md) whose rule, in
`conforming`, recognises it; anything else fails.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from conforming import EXACT, UNKNOWN, Asked, difference, same
from drawing import drawn
from reference import Answer, Reference

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.catalogue.shapes import Simulator, Situation
from gamma.services.simulators.reckoning import programs
from publicodes import Evaluation, PublicodesError

pytestmark = pytest.mark.study

COUNT = int(os.environ.get("SITUATIONS", "20"))
SEED = 20_261_127
DATE = re.compile(r"\d{2}/\d{2}/\d{4}")


@pytest.fixture(scope="session")
def reference() -> Iterator[Reference]:
    with Reference() as one:
        yield one


def reckoned(simulator: Simulator, situation: Situation) -> dict[str, Evaluation | Answer]:
    """As a page has them, walked the first time, by a program the next; an error is one for all the figures."""
    numbers = [name for name in (*simulator.amounts, *simulator.inputs) if not DATE.fullmatch(str(situation.get(name)))]
    try:
        return dict(programs.reckon(simulator.model, situation, simulator.figures, numbers))
    except PublicodesError as error:
        return dict.fromkeys(simulator.figures, Answer("error", str(error)))


@dataclass
class Study:
    """What was found of a simulator, counted by way."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def note(self, way: str, why: str, told: str) -> None:
        self.counts[way, why or "same"] += 1
        if why == UNKNOWN:
            self.faults.append(f"{way}: {told}")


@pytest.mark.parametrize("slug", list(simulators()))
def test_a_simulator_agrees_with_the_reference(slug, reference, counted, monkeypatch, scale):
    simulator, study = simulators()[slug], Study()
    for one in drawn(simulator, COUNT, SEED):
        for more in simulator.contexts.values() or [{}]:
            monkeypatch.setattr(programs, "KEEPER", programs.Kept(price=0.0))
            compare(study, simulator, {**one, **more}, reference, scale)
    counted.append(f"{slug}: " + ", ".join(f"{way} {why} {n}" for (way, why), n in sorted(study.counts.items())))
    assert not study.faults, "\n".join(study.faults)


def compare(study: Study, simulator: Simulator, situation: Situation, reference: Reference, scale) -> None:
    """The walker beside the reference; the program beside it too, or beside the walker where that one differs."""
    expected = reference.ask(situation, simulator.figures)
    walked, run = reckoned(simulator, situation), reckoned(simulator, situation)
    for name in simulator.figures:
        first, second = walked[name], run[name]
        why = difference(Asked(simulator, situation, name), expected[name], first, reference)
        study.note("walker", why, f"{name}: {first} ≠ {expected[name]} in {situation}")
        held = Answer(first.state, first.value, first.unit) if why else expected[name]
        times = scale(second.unit, held.unit) if held.value else 1.0
        alike = same(held, second, EXACT, times)
        study.note("program", why if alike else UNKNOWN, f"{name}: {second} ≠ {held} in {situation}")
