"""Effects: by how much each open question could move the result, the answers that matter most first.

Every ready answer of a question – yes and no, a choice, a suggestion – is tried in its turn; a question that takes any
number is not. Trying them all may take long where amounts are found by inversion, so it stops after some time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from time import monotonic

from gamma.services.simulators.asking.controls import Control, control
from gamma.services.simulators.asking.left import left
from gamma.services.simulators.reckoning.figures import Amount, amount
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from publicodes import PublicodesError

SECONDS = 2.0
TURN, QUEUE = BoundedSemaphore(1), BoundedSemaphore(3)
"""In a process one is computed at a time, and two wait: the other threads answer pages meanwhile."""
MOST_OPTIONS = 12


class Busy(Exception):
    """Others are being computed, and others wait already or went on longer than one waits."""


@dataclass(frozen=True)
class Effect:
    """How far the answers of a question move the result: from `low` to `high`, in its unit (0 is no change)."""

    control: Control
    low: float
    high: float

    @property
    def span(self) -> float:
        """The largest move, whichever way."""
        return max(abs(self.low), abs(self.high))


@dataclass(frozen=True)
class Effects:
    """The effects on a figure, the largest first; how many questions were tried, and how many there are to try."""

    figure: str
    unit: str
    found: list[Effect]
    tried: int
    total: int


def figure(simulation: Simulation) -> str:
    """The result that effects are told on: the last amount, or the first when that is the one given, else a result."""
    simulator = simulation.simulator
    names = (simulator.ranked, *simulator.amounts[-1:], *simulator.amounts[:1], *simulator.results)
    return next(name for name in names if name and name != simulation.given)


def effects(simulation: Simulation, seconds: float = SECONDS) -> Effects:
    """What the open questions could change, as far as there is time to try them. Raises PublicodesError, Busy."""
    with _held(QUEUE, 0.0), _held(TURN, SECONDS):
        return _tried(simulation, monotonic() + seconds)


@contextmanager
def _held(place: BoundedSemaphore, wait: float) -> Iterator[None]:
    """Hold a place that comes within so many seconds. Raises Busy."""
    if not place.acquire(timeout=wait):
        raise Busy
    try:
        yield
    finally:
        place.release()


def _tried(simulation: Simulation, end: float) -> Effects:
    target = figure(simulation)
    engine = engine_of(simulation.simulator).with_situation(simulation.situation(simulation.contexts[0]))
    asked = [one for name in left(simulation) if _ready(one := control(engine, simulation, name))]
    now = _value(simulation, target)
    found: list[Effect] = []
    for one in asked:
        if monotonic() > end:
            break
        found.append(_effect(simulation, one, target, now))
    moving = sorted((one for one in found if one.span >= 0.5), key=lambda one: -one.span)
    return Effects(target, now.unit, moving, len(found), len(asked))


def _ready(asked: Control) -> bool:
    return (asked.kind in ("yes-no", "choice") and len(asked.options) <= MOST_OPTIONS) or bool(asked.suggestions)


def _effect(simulation: Simulation, asked: Control, target: str, now: Amount) -> Effect:
    moves = [move for move in _moves(simulation, asked, target, now) if move is not None]
    return Effect(asked, min([0.0, *moves]), max([0.0, *moves]))


def _moves(simulation: Simulation, asked: Control, target: str, now: Amount) -> Iterator[float | None]:
    for option in (*asked.options, *asked.suggestions):
        if option.chosen:
            continue
        try:
            found = _value(simulation.answering(asked.name, option.answer), target)
        except PublicodesError:
            continue
        yield None if found.number is None or now.number is None else found.number - now.number


def _value(simulation: Simulation, target: str) -> Amount:
    engine = engine_of(simulation.simulator).with_situation(simulation.situation(simulation.contexts[0]))
    return amount(engine.evaluate(target), simulation.unit)
