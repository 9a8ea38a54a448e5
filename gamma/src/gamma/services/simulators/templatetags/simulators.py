"""Tags of the simulators' pages: links to the rules, and numbers that a machine reads."""

from urllib.parse import urlencode

from django import template

from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.documenting.places import Links

register = template.Library()


@register.filter
def dotted(value: float) -> str:
    """A number as an attribute takes it, with a dot whatever the language."""
    return f"{value:.3f}"


@register.simple_tag
def rule_link(simulator: Simulator, name: str, address: str) -> str:
    """Where the page of a rule of `simulator` is, in the situation that `address` holds."""
    query = urlencode({"simulateur": simulator.slug}) + (f"&{address}" if address else "")
    return Links(simulator.model, query).href(name)
