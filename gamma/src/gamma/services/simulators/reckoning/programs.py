"""Programs: figures computed by the walker at first, compiled once the same answers have come back enough.

A walk takes 10 to 400 ms, a program under 3 ms but up to one second to make: it is made once walks have taken as long.
Numbers are the inputs of a program, so that an amount that moves meets the same one.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from threading import Lock
from time import thread_time
from typing import NamedTuple

from gamma.services.simulators.catalogue.shapes import Expression, Situation
from gamma.services.simulators.rules import engine
from gamma.services.simulators.units import NUMBER
from publicodes import Evaluation, Program

KEPT = 400
PRICE = 0.4
"""Seconds of walking that are worth a program, which takes about as long to make."""


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
    """What this process knows of the sets of answers it met, the one longest unused forgotten first."""

    def __init__(self, most: int = KEPT, price: float = PRICE) -> None:
        self._most, self._price, self._lock = most, price, Lock()
        self._known: OrderedDict[Hashable, Program | float] = OrderedDict()

    def program(self, answers: Hashable, make: Callable[[], Program]) -> Program | None:
        """The program of these answers; None while walks of them took less than it costs."""
        with self._lock:
            found = self._known.get(answers)
            if found is not None:
                self._known.move_to_end(answers)
        if isinstance(found, float) and found >= self._price:
            found = self._known[answers] = make()
        return found if isinstance(found, Program) else None

    def walked(self, answers: Hashable, seconds: float) -> None:
        """Count what a walk of these answers took."""
        with self._lock:
            before = self._known.setdefault(answers, 0.0)
            if isinstance(before, float):
                self._known[answers] = before + seconds
            if len(self._known) > self._most:
                self._known.popitem(last=False)


KEEPER = Kept()


def reckon(
    model: str, situation: Mapping[str, Expression], targets: Sequence[str], moving: Sequence[str] = ()
) -> dict[str, Evaluation]:
    """The value of each target in a situation whose `moving` numbers are likely to change.

    Raises PublicodesError.
    """
    parts = split(situation, moving)
    answers = (model, json.dumps([parts.fixed, parts.units, list(targets)], sort_keys=True))
    make = partial(_compiled, model, parts, targets)
    if program := KEEPER.program(answers, make):
        return program.one(parts.numbers)
    before = thread_time()
    found = engine(model).with_situation(situation).evaluate_all(targets)
    KEEPER.walked(answers, thread_time() - before)
    return dict(zip(targets, found, strict=True))


def _compiled(model: str, parts: Split, targets: Sequence[str]) -> Program:
    return engine(model).with_situation(parts.fixed).program(targets, parts.units)
