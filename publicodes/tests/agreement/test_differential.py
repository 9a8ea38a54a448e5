"""The cases recorded on published models: programs over their plain entries agree with the walker."""

from __future__ import annotations

from pathlib import Path

import pytest
from agreeing import Tally, agree
from recorded import MODELS, trials

SAMPLE = {"modele-social": 100, "modele-ti": 40, "nosgestesclimat": 60, "france-chaleur-urbaine": 40}


@pytest.mark.parametrize("model", MODELS)
def test_a_sample(shared: Path, told: list[str], model: str) -> None:
    _agreement(shared, told, model, SAMPLE.get(model, 12))


@pytest.mark.study
@pytest.mark.parametrize("model", MODELS)
def test_every_case(shared: Path, told: list[str], model: str) -> None:
    _agreement(shared, told, model, 1)


def _agreement(shared: Path, told: list[str], model: str, every: int) -> None:
    tally = Tally()
    for _, trial in trials(shared, model, every):
        tally.add(agree(trial))
    told.append(f"{model}: {tally}")
    assert tally.pairs
    assert tally.faults == []
