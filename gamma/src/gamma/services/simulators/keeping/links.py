"""Links: simulations kept on the server, and what became of their rules since."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.services.simulators import addresses
from gamma.services.simulators.addresses import Arrival
from gamma.services.simulators.catalogue import renamed, simulators
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.models import Saved
from gamma.services.simulators.rules import Model, model
from gamma.services.simulators.simulations import Simulation

LONGEST = 8_000
"""Characters of an address that is kept: far more than a person answers, too few to store something else."""


@dataclass(frozen=True)
class Kept:
    """A simulation found again: what its address tells today's rules, which are `current`."""

    saved: Saved
    simulator: Simulator
    arrival: Arrival
    current: Model

    @property
    def address(self) -> str:
        """The page of the simulation, as it was kept."""
        return f"{reverse('simulators:page', args=[self.simulator])}?{self.saved.address}"

    @property
    def changed(self) -> bool:
        """Whether the rules are not those it was made with, or no longer understand a part of it."""
        return self.saved.model != str(self.current) or bool(self.arrival.unknown or self.arrival.refused)


def found(saved: Saved) -> Kept | None:
    """A simulation that was kept; None when its simulator is no longer there."""
    simulator = simulators().get(renamed().get(saved.simulator, saved.simulator))
    if simulator is None:
        return None
    arrival = addresses.read(simulator, dict(QueryDict(saved.address).lists()))
    return Kept(saved, simulator, arrival, model(simulator.model))


def refusal(simulation: Simulation) -> str:
    """Why a simulation cannot be kept, in a sentence; empty when it can."""
    if not simulation.answers:
        return _("Cette simulation est vide : donnez d'abord un montant ou une réponse, puis revenez la garder.")
    if len(addresses.write(simulation)) > LONGEST:
        return _("Cette simulation est trop longue pour être gardée : retirez-en des réponses, puis recommencez.")
    return ""
