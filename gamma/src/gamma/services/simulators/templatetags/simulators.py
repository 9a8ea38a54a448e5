"""Tags of the simulators' pages: links to the rules, and numbers that a machine reads."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()


@register.filter
def dotted(value: float) -> str:
    """A number as an attribute takes it, with a dot whatever the language."""
    return f"{value:.3f}"


@register.simple_tag(takes_context=True)
def rule_link(context: Context, name: str) -> str:
    """The address of the page of a rule, in the situation of the page."""
    simulator, results = context["simulator"], context.get("results")
    query: Any = f"simulateur={simulator.slug}" + (f"&{results.address}" if results and results.address else "")
    path = name.replace(" ", "-").replace("-.-", "/")
    return f"{reverse('simulators:index')}regles/{path}/?{query}"
