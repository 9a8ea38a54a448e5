"""Generated rule sets: the walker and both printings agree on every row they do not hand to the walker."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from agreeing import Tally, agree
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sampling import fuzzed, trials

CASES = 20_000
"""Rule set × situation cases of the long form."""


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(st.randoms(use_true_random=False))
def test_rule_sets_that_hypothesis_makes(random: Random) -> None:
    for trial in trials(random, rows=4):
        assert agree(trial).faults == []


def test_a_sample_of_seeded_rule_sets(told: list[str]) -> None:
    tally, cases = _seeded(range(30), rows=10)
    told.append(f"generated, {cases} cases: {tally}")
    assert tally.faults == []


@pytest.mark.study
def test_many_seeded_rule_sets(told: list[str]) -> None:
    tally, cases = _seeded(range(1_000, 1_900), rows=12)
    told.append(f"generated, {cases} cases: {tally}")
    assert cases >= CASES
    assert tally.faults == []


def _seeded(seeds: range, rows: int) -> tuple[Tally, int]:
    tally, cases = Tally(), 0
    for seed in seeds:
        for trial in trials(Random(seed), rows):
            tally.add(agree(trial))
            cases += rows
    return tally, cases


def test_a_sample_of_the_reference_models(shared: Path, told: list[str]) -> None:
    _reference(shared, 20, told)


@pytest.mark.study
def test_every_reference_model(shared: Path, told: list[str]) -> None:
    _reference(shared, 1, told)


def _reference(shared: Path, every: int, told: list[str]) -> None:
    tally = Tally()
    for trial in fuzzed(shared, every):
        tally.add(agree(trial))
    told.append(f"fuzz: {tally}")
    assert tally.pairs
    assert tally.faults == []
