"""Counting: when a gesture begins a simulation, or ends it. Nothing of the answers is kept."""

from datetime import date

from gamma.services.simulators import actions
from gamma.services.simulators.asking.left import left
from gamma.services.simulators.lists import What
from gamma.services.simulators.page.gestures import Gesture
from publicodes import PublicodesError


def count(done: Gesture, *, on: date) -> None:
    """Count the first amount of a simulation, and its last question."""
    slug = done.simulation.simulator.slug
    if done.simulation.started and not done.before.started:
        actions.count(What.STARTED, on=on, simulator=slug)
    if _ends(done):
        actions.count(What.FINISHED, on=on, simulator=slug)


def _ends(done: Gesture) -> bool:
    """Whether a question was answered, or passed over, that was the last one."""
    if len(done.simulation.answered) <= len(done.before.answered):
        return False
    try:
        return not left(done.simulation)
    except PublicodesError:
        return False
