"""Catalogue: one folder a simulator. `simulator.yaml` declares it, `samples.yaml` holds values it must give.

A simulator may be `like` another: it says only what differs; null takes away an entry of the other's situation.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gamma.services.simulators.catalogue.shapes import Sample, Simulator

HERE = Path(__file__).parent


@cache
def simulators() -> Mapping[str, Simulator]:
    """Every simulator by its slug, in the order in which they are shown."""
    written = {path.parent.relative_to(HERE).as_posix(): _load(path) for path in HERE.rglob("simulator.yaml")}
    found = [Simulator.model_validate({"slug": slug, **_whole(slug, written)}) for slug in written]
    return {one.slug: one for one in sorted(found, key=lambda one: one.place)}


@cache
def renamed() -> Mapping[str, str]:
    """Former names – those of frames and old addresses – to slugs."""
    return {name: one.slug for one in simulators().values() for name in one.names if name not in simulators()}


@cache
def former_rules(model: str) -> Mapping[str, str]:
    """The names that rules of a model bore, to those they bear."""
    found: dict[str, str] = _load(HERE / "renamed.yaml").get(model, {})
    return found


def samples(slug: str) -> tuple[Sample, ...]:
    """The values that a simulator must give, computed with the reference engine on the same rules."""
    return tuple(Sample.model_validate(one) for one in _load(HERE / slug / "samples.yaml"))


def _load(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, yaml.CSafeLoader)


def _whole(slug: str, written: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """What a simulator declares, over what it is like."""
    own = written[slug]
    if "like" not in own:
        return own
    other = {key: value for key, value in _whole(own["like"], written).items() if key not in OWN}
    situation = {**other.get("situation", {}), **own.get("situation", {})}
    known = {name: given for name, given in situation.items() if given is not None}
    return {**other, **own, "situation": known}


OWN = ("frame", "formerly", "freshness", "listed", "suits")
