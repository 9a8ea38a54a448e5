"""Paths: a simulator in an address."""

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.catalogue.shapes import Simulator


class SimulatorConverter:
    """The slug of a simulator ↔ the simulator."""

    regex = r"[\w-]+(?:/[\w-]+)?"

    def to_python(self, value: str) -> Simulator:
        """Raises ValueError, which lets another address answer."""
        if value not in simulators():
            raise ValueError(value)
        return simulators()[value]

    def to_url(self, value: Simulator | str) -> str:
        return value.slug if isinstance(value, Simulator) else value
