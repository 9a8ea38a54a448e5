"""Ours: the same scenario asked of our engine, in a fresh process; `python ours.py MODEL SCENARIO.json` prints JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from measuring import highest_megabytes, seconds
from scenario import footprint_rules, social_rules

from publicodes import Engine

Told = dict[str, Any]


def main() -> None:
    _, model, path = sys.argv
    asked = json.loads(Path(path).read_text(encoding="utf-8"))
    print(json.dumps({"social": social, "footprint": footprint}[model](asked)))


def social(asked: Mapping[str, Any]) -> Told:
    """The walker on `modele-social`: milliseconds and values, as `reference.mjs` tells them."""
    load, engine = _loaded(social_rules)
    return {
        "load": load,
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
    return [placed.evaluate(target).value for target in targets]


if __name__ == "__main__":
    main()
