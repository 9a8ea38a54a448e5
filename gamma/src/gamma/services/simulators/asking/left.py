"""Left: the questions left to ask, kept in the process: a page and the gesture that led to it ask for the same ones."""

from hashlib import blake2b

from django.core.cache import caches

from gamma.services.simulators import addresses
from gamma.services.simulators.asking.order import order
from gamma.services.simulators.simulations import Simulation

SECONDS = 600


def left(simulation: Simulation) -> list[str]:
    """The names of the rules still to be asked, in their order. Raises PublicodesError."""
    told = f"{simulation.simulator.slug}?{addresses.write(simulation)}"
    digest = blake2b(told.encode(), digest_size=16).hexdigest()
    key = f"simulators.left.{digest}"
    found: list[str] | None = caches["process"].get(key)
    if found is None:
        caches["process"].set(key, found := order(simulation), SECONDS)
    return found
