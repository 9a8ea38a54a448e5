"""Every sample of every simulator, by the walker and by a compiled program; the catalogue beside the facts it is of."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.catalogue.shapes import Held, Sample, Simulator, Situation
from gamma.services.simulators.reckoning import programs
from gamma.services.simulators.rules import engine

FACTS = Path(__file__).parents[5] / "shared" / "facts" / "simulators.json"
DATE = re.compile(r"\d{2}/\d{2}/\d{4}")
SLUGS = list(simulators())


class Watched(programs.Kept):
    """Tells which calls were given a program."""

    def __init__(self) -> None:
        super().__init__(price=0.0)
        self.given: list[bool] = []

    def program(self, *of):
        found = super().program(*of)
        self.given.append(found is not None)
        return found


def cases(simulator: Simulator) -> Iterator[tuple[str, Sample, Situation, Mapping[str, Any]]]:
    """Each sample in each context: its name, the situation in full, what it must give."""
    for rank, sample in enumerate(samples(simulator.slug)):
        for context, more in (simulator.contexts or {"": {}}).items():
            results = sample.results[context] if simulator.contexts else sample.results
            situation = {**simulator.situation, **sample.situation, **more}
            yield f"sample {rank} {context}".strip(), sample, situation, results


def held(written) -> Held:
    return written if isinstance(written, Held) else Held(value=written)


def agrees(expected: Held, got, tolerance: float, times: float | None = 1.0) -> bool:
    """Whether a value, multiplied by `times`, is the one held; None stands for units that do not convert."""
    if got.state != expected.state or got.state != "value":
        return got.state == expected.state
    if type(got.value) is not type(expected.value) or times is None:
        return False
    exact = not isinstance(expected.value, float)
    return got.value == expected.value if exact else abs(got.value * times - expected.value) <= tolerance


def told(case: str, name: str, expected: Held, got) -> str:
    return f"{case}, {name}: {expected.value} [{expected.unit}] {expected.state} ≠ {got.value} [{got.unit}] {got.state}"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_walker_gives_every_sample(slug):
    faults = []
    for case, sample, situation, results in cases(simulators()[slug]):
        found = engine(simulators()[slug].model).with_situation(situation).evaluate_all(results)
        for (name, written), got in zip(results.items(), found, strict=True):
            expected = held(written)
            same_unit = got.state != "value" or got.unit == expected.unit
            if not (same_unit and agrees(expected, got, sample.tolerance)):
                faults.append(told(case, name, expected, got))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_program_gives_every_sample(slug, monkeypatch, scale):
    """In the unit of the program, which is one for all its rows: another span of time, or none where the sample is 0.

    Where no number is given the printing may hand the row to the walker; where one is, it answers by itself, which the
    absence of missing variables shows: the walker tells them, a printing does not.
    """
    faults, model = [], simulators()[slug].model
    for case, sample, situation, results in cases(simulators()[slug]):
        kept = Watched()
        monkeypatch.setattr(programs, "KEEPER", kept)
        moving = [name for name, given in situation.items() if not DATE.fullmatch(str(given))]
        programs.reckon(model, situation, list(results), moving)
        found = programs.reckon(model, situation, list(results), moving)
        assert kept.given == [False, True]
        if programs.split(situation, moving).numbers:
            assert not [name for name, got in found.items() if got.missing], f"{case}: walked"
        for name, written in results.items():
            expected, got = held(written), found[name]
            times = 1.0 if expected.value == 0 and expected.unit is None else scale(got.unit, expected.unit)
            if not agrees(expected, got, sample.tolerance, times):
                faults.append(told(case, name, expected, got))
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="module")
def facts() -> Mapping[str, Any]:
    if not FACTS.is_file():
        pytest.skip("the facts on simulators are not beside this checkout (../shared/facts/simulators.json)")
    return {one["slug"]: one for one in json.loads(FACTS.read_text(encoding="utf-8"))["simulators"]}


def test_the_catalogue_has_the_simulators_of_the_facts(facts):
    assert set(SLUGS) == set(facts)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_simulator_is_that_of_the_facts(slug, facts):
    one, fact = simulators()[slug], facts[slug]
    assert set(one.amounts) == set(fact["exclusive_objectives"])
    assert set(one.asked_for) == {*fact["exclusive_objectives"], *fact["objectives"]}
    assert set(one.figures) >= {*fact["inputs"], *fact["other_displayed"]}
    assert one.situation == fact["initial_situation"]
    assert one.contexts == fact.get("contexts", {})
    assert [sample.situation for sample in samples(slug)] == [sample["input"] for sample in fact["samples"]]
