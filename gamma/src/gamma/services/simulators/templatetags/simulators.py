"""Tags of the simulators' pages: links to the rules, and numbers that a machine reads."""

from urllib.parse import urlencode

from django import template
from django.template import Context

from gamma.services.simulators.documenting.places import Links

register = template.Library()


@register.filter
def dotted(value: float) -> str:
    """A number as an attribute takes it, with a dot whatever the language."""
    return f"{value:.3f}"


@register.simple_tag(takes_context=True)
def rule_link(context: Context, name: str) -> str:
    """The address of the page of a rule, in the situation of the page."""
    simulator, results = context["simulator"], context["results"]
    query = urlencode({"simulateur": simulator.slug}) + (f"&{results.address}" if results.address else "")
    return Links(simulator.model, query).href(name)
