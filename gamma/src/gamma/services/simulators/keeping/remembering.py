"""Remembering: what takes a walk through all the rules is found once for the files of one simulation."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches

from gamma.ground.design.numbers import language
from gamma.services.simulators.simulations import Simulation

Found = TypeVar("Found")


def remembered(what: str, simulation: Simulation, find: Callable[[], Found]) -> Found:
    """What `find` finds of a simulation in the active language, or what it found a few minutes ago."""
    told = [simulation.simulator.slug, simulation.answers, simulation.skipped, simulation.unit, language()]
    key = f"simulators.{what}.{sha256(json.dumps(told).encode()).hexdigest()}"
    found: Found | None = caches["process"].get(key)
    if found is None:
        found = find()
        caches["process"].set(key, found)
    return found
