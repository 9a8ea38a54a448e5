"""Around: what the pages that stand around a simulation share – the way back to it, the parameters that stay."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.ground import texts
from gamma.ground.design.shapes import Crumb
from gamma.services.simulators import addresses
from gamma.services.simulators.rules import model
from gamma.services.simulators.simulations import Simulation


def around(simulation: Simulation, title: str) -> dict[str, object]:
    """What the templates of such a page read; `title` is that of the page among the crumbs."""
    simulator, address = simulation.simulator, addresses.write(simulation)
    home = reverse("simulators:page", args=[simulator])
    back = f"{home}?{address}" if address else home
    crumbs = [Crumb(_("Simulateurs"), reverse("simulators:index")), Crumb(texts.chosen(simulator.short), back)]
    return {
        "simulator": simulator,
        "model": model(simulator.model),
        "crumbs": [*crumbs, Crumb(title)],
        "back": back,
        "address": address,
        "held": held(simulation),
    }


def held(simulation: Simulation) -> list[tuple[str, str]]:
    """The parameters of a simulation, for the hidden fields of a form."""
    return [(name, value) for name, values in QueryDict(addresses.write(simulation)).lists() for value in values]
