"""Sampling: a generated rule set → an engine in a situation, inputs that vary and rows of answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from agreeing import EXACT, SOLVED, Trial
from generating import UNITS, Made, Maker, cell, written
from recorded import plain

from publicodes import Engine
from publicodes.errors import PublicodesError
from publicodes.specialising.program import Input
from publicodes.values.units import parse_unit

TODAY = date(2026, 11, 23)
PROGRAMS, MOST_INPUTS = 2, 4


def trials(random: Random, rows: int) -> list[Trial]:
    """The trials of one generated rule set; none when the rules are refused."""
    made = Maker(random).model()
    try:
        engine = Engine(made.rules, today=TODAY, strict_situation=False)
    except PublicodesError:
        return []
    return [_trial(random, engine, made, rows) for _ in range(PROGRAMS)]


def _trial(random: Random, engine: Engine, made: Made, rows: int) -> Trial:
    """Some inputs vary; of the others some are answered once for all rows, the rest are not answered."""
    varying = random.sample(list(made.inputs), min(len(made.inputs), random.randint(1, MOST_INPUTS)))
    fixed = {
        name: written(random, *made.inputs[name])
        for name in made.inputs
        if name not in varying and random.random() < 0.5
    }
    inputs = [_input(random, name, *made.inputs[name]) for name in varying]
    answers = [{one.name: cell(random, one.type) for one in inputs} for _ in range(rows)]
    tolerance = SOLVED if made.solves else EXACT
    return Trial(engine.with_situation(fixed), inputs, answers, list(made.rules), tolerance)


def _input(random: Random, name: str, kind: Any, unit: str | None) -> Input:
    if kind == "number" and random.random() < 0.3:
        unit = random.choice(UNITS)
    return Input(name, kind, None if unit is None else parse_unit(unit))


def fuzzed(shared: Path, every: int = 1) -> Iterator[Trial]:
    """One in `every` of the reference's random models; the rows are its own situations that answer the same rules."""
    for path in sorted((shared / "conformance" / "fuzz").glob("*.json")):
        for model in json.loads(path.read_text(encoding="utf-8"))["models"][::every]:
            try:
                engine = Engine(model["rules"], today=TODAY)
            except PublicodesError:
                continue
            for case in model["cases"]:
                yield from _case(engine, case)


def _case(engine: Engine, case: Mapping[str, Any]) -> Iterator[Trial]:
    known = {name: plain(given) for name, given in case["situation"].items()}
    inputs = [Input(name, one[0], None if one[1] is None else parse_unit(one[1])) for name, one in known.items() if one]
    if inputs:
        row = {one.name: known[one.name][2] for one in inputs}
        yield Trial(engine.with_situation(case["situation"]), inputs, [row], list(case["results"]), SOLVED)
