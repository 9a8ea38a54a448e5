"""Programs: figures computed by the walker the first time, compiled once the same answers come back.

A walk takes 10 to 400 ms, a program under 3 ms but up to one second to make: what is asked once is not worth one.
Numbers are the inputs of a program, so that an amount that moves meets the same one.
"""

import json
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from gamma.services.simulators.catalogue.shapes import Expression, Situation
from gamma.services.simulators.rules import engine
from gamma.services.simulators.units import NUMBER
from publicodes import Evaluation, Program

KEPT = 400


class Split(NamedTuple):
    """A situation in two: what a program is made for, and the numbers it is run on, with the unit of each."""

    fixed: Situation
    numbers: dict[str, float]
    units: dict[str, str | None]


def split(situation: Mapping[str, Expression], moving: Sequence[str]) -> Split:
    """Set apart the plain numbers of `moving` rules."""
    fixed, numbers, units = dict(situation), {}, {}
    for name in moving:
        found = NUMBER.fullmatch(str(situation.get(name, "")))
        if found:
            del fixed[name]
            numbers[name], units[name] = float(found[1]), (found[2] or "").strip() or None
    return Split(fixed, numbers, units)


class Kept:
    """The programs of this process, the least used forgotten first; None for what was asked once."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._lock = most, Lock()
        self._programs: OrderedDict[Hashable, Program | None] = OrderedDict()

    def program(self, model: str, parts: Split, targets: Sequence[str]) -> Program | None:
        """The program of these answers; None the first time they come."""
        key = (model, json.dumps([parts.fixed, parts.units, list(targets)], sort_keys=True))
        with self._lock:
            known = key in self._programs
            found = self._programs.setdefault(key, None)
            self._programs.move_to_end(key)
            if len(self._programs) > self._most:
                self._programs.popitem(last=False)
        if known and found is None:
            found = self._programs[key] = engine(model).with_situation(parts.fixed).program(targets, parts.units)
        return found


KEEPER = Kept()


def reckon(
    model: str, situation: Mapping[str, Expression], targets: Sequence[str], moving: Sequence[str] = ()
) -> dict[str, Evaluation]:
    """The value of each target in a situation whose `moving` numbers are likely to change.

    Raises PublicodesError.
    """
    parts = split(situation, moving)
    program = KEEPER.program(model, parts, targets)
    if program is None:
        found = engine(model).with_situation(situation).evaluate_all(targets)
        return dict(zip(targets, found, strict=True))
    return program.one(parts.numbers)
