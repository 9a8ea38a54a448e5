"""Ours: the same scenario asked of our engine, in a fresh process; `python ours.py MODEL SCENARIO.json` prints JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from measuring import highest_megabytes, seconds
from scenario import BASE, GROSS, NET, cells, footprint_rules, households, inputs, social_rules

from publicodes import Engine, Program

Told = dict[str, Any]


def main() -> None:
    _, model, path = sys.argv
    asked = json.loads(Path(path).read_text(encoding="utf-8"))
    print(json.dumps({"social": social, "footprint": footprint}[model](asked)))


def social(asked: Mapping[str, Any]) -> Told:
    """The walker, then programs, on `modele-social`: milliseconds and values, as `reference.mjs` tells them."""
    load, engine = _loaded(social_rules)
    placed = engine.with_situation(BASE)
    return {
        "load": load,
        "grossToNetCompiled": _compiled(placed, GROSS, len(asked["gross"]), [asked["toNet"]]),
        "pageCompiled": _compiled(placed, GROSS, len(asked["gross"]), asked["page"]),
        "netToGrossCompiled": _compiled(placed, NET, len(asked["net"]), [asked["toGross"]]),
        "grossToNet": _each(engine, asked["gross"], [asked["toNet"]]),
        "page": _each(engine, asked["gross"], asked["page"]),
        "netToGross": _each(engine, asked["net"], [asked["toGross"]]),
        "memory": highest_megabytes(),
    }


def footprint(asked: Mapping[str, Any]) -> Told:
    """The walker on `nosgestesclimat`."""
    load, engine = _loaded(footprint_rules, strict_situation=False)
    walked = _each(engine, asked["personas"], [asked["footprint"]])
    return {"load": load, "footprint": walked, "memory": highest_megabytes()}


def _loaded(rules: Callable[[], Any], **options: Any) -> tuple[float, Engine]:
    made: list[Engine] = []
    return seconds(lambda: made.append(Engine(rules(), **options))) * 1000, made[0]


def _each(engine: Engine, situations: Sequence[Mapping[str, Any]], targets: Sequence[str]) -> Told:
    values: list[list[Any]] = []
    walk = [lambda told=told: values.append(_walked(engine, told, targets)) for told in situations]
    return {"times": [seconds(one) * 1000 for one in walk], "values": values}


def _walked(engine: Engine, situation: Mapping[str, Any], targets: Sequence[str]) -> list[Any]:
    placed = engine.with_situation(situation)
    return [one.value for one in placed.evaluate_all(targets)]


def _compiled(engine: Engine, amount: str, count: int, targets: Sequence[str]) -> Told:
    """The first time holds all that making the program takes; `walked` counts the situations handed to the walker."""
    if not count:
        return {"times": [], "values": [], "walked": 0}
    made: list[Program] = []
    values: list[list[Any]] = []
    start = seconds(lambda: made.append(engine.program(targets, inputs(amount))))
    program, told = made[0], cells(households(count), amount)
    rows = [dict(zip(told, row, strict=True)) for row in zip(*told.values(), strict=True)]
    run = [lambda row=row: values.append([one.value for one in program.one(row).values()]) for row in rows]
    first, *others = (seconds(one) * 1000 for one in run)
    return {"times": [start * 1000 + first, *others], "values": values, "walked": program(told).walked}


if __name__ == "__main__":
    main()
