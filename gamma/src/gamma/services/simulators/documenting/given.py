"""Given: the simulation that an address tells, for the page of a rule to be read in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from gamma.ground.api.refusals import Refusal
from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue import renamed, simulators
from gamma.services.simulators.catalogue.shapes import Simulator, Situation
from gamma.services.simulators.documenting.places import short
from gamma.services.simulators.refusing import sentences
from gamma.services.simulators.rules import engine
from publicodes import PublicodesError

SIMULATOR, DEPTH = "simulateur", "profondeur"
OWN = (SIMULATOR, DEPTH)


@dataclass(frozen=True)
class Given:
    """What an address says: the simulator, if one is named, the whole situation, and what could not be used.

    `query` is what links to other rules keep; empty when no situation is told.
    """

    simulator: Simulator | None
    situation: Situation
    query: str = ""
    unknown: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def told(self) -> bool:
        """Whether there is a situation to compute in."""
        return bool(self.query)

    @property
    def simulation(self) -> str:
        """The address of the simulation itself."""
        if self.simulator is None:
            return ""
        answers = self.query.partition("&")[2]
        address = reverse("simulators:page", args=[self.simulator.slug])
        return f"{address}?{answers}" if answers else address

    @property
    def json(self) -> str:
        return json.dumps(self.situation, ensure_ascii=False, indent=2)


def given(model: str, parameters: Mapping[str, Sequence[str]]) -> Given:
    """Read the parameters of an address; what cannot be used is told, never raised."""
    asked = (parameters.get(SIMULATOR) or [""])[-1]
    simulator = simulators().get(renamed().get(asked, asked))
    simulator = simulator if simulator and simulator.model == model else None
    answers = {name: values for name, values in parameters.items() if name not in OWN}
    arrival = addresses.read(simulator or _bare(model), answers)
    head = urlencode({SIMULATOR: simulator.slug}) if simulator else ""
    parts = [part for part in (head, addresses.write(arrival.simulation)) if part]
    unknown = arrival.unknown if simulator or not asked else (f"{SIMULATOR}={asked}", *arrival.unknown)
    refused = tuple(one for name in arrival.refused for one in _why(model, name, answers))
    return Given(simulator, arrival.simulation.situation(), "&".join(parts), unknown, refused)


def _why(model: str, name: str, answers: Mapping[str, Sequence[str]]) -> list[Refusal]:
    """What the rules say of an answer that they refuse."""
    written = answers.get(name) or next(answers[key] for key in answers if short(model).get(key) == name)
    try:
        engine(model).evaluate(name, situation={name: written[-1]})
    except PublicodesError as error:
        return sentences(error)
    return []


@cache
def _bare(model: str) -> Simulator:
    """No simulator in particular: the rules of a model, in no situation."""
    return Simulator(slug="", title={}, short={}, answers={}, group="tools", place=0, unit="€/mois", model=model)
