"""The cases recorded on published models: programs over their plain entries agree with the walker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from agreeing import Tally, agree
from recorded import MODELS, trials

SAMPLE = {"modele-social": 100, "modele-ti": 40, "nosgestesclimat": 60, "france-chaleur-urbaine": 40}
NUMBERED = ("modele-social", "nosgestesclimat")
MOST_WALKED = 0.01


@pytest.mark.parametrize("model", MODELS)
def test_a_sample(shared: Path, told: list[str], model: str) -> None:
    _agreement(shared, told, model, SAMPLE.get(model, 12))


@pytest.mark.study
@pytest.mark.parametrize("model", MODELS)
def test_every_case(shared: Path, told: list[str], model: str) -> None:
    _agreement(shared, told, model, 1)


@pytest.mark.parametrize("model", NUMBERED)
def test_numbers_alone_vary_in_a_sample(shared: Path, told: list[str], model: str) -> None:
    _numbered(shared, told, model, SAMPLE[model])


@pytest.mark.study
@pytest.mark.parametrize("model", NUMBERED)
def test_numbers_alone_vary(shared: Path, told: list[str], model: str) -> None:
    _numbered(shared, told, model, 1)


def _numbered(shared: Path, told: list[str], model: str, every: int) -> None:
    """What a program does for a group of rows alike but for their numbers: few of them go to the walker."""
    tally = Tally()
    for _, trial in trials(shared, model, every):
        numbers = [one for one in trial.inputs if one.type == "number"]
        if numbers:
            tally.add(agree(replace(trial, inputs=numbers)))
    told.append(f"{model}, numbers alone vary: {tally}")
    assert tally.faults == []
    assert tally.walked - tally.errors < MOST_WALKED * tally.pairs


def _agreement(shared: Path, told: list[str], model: str, every: int) -> None:
    tally = Tally()
    for _, trial in trials(shared, model, every):
        tally.add(agree(trial))
    told.append(f"{model}: {tally}")
    assert tally.pairs
    assert tally.faults == []
