"""Tags of the audience: what the pages of our own services bear to be measured."""

from django import template
from django.conf import settings

from gamma.instruments.audience.phrases import told_at

register = template.Library()


@register.inclusion_tag("audience/measured.html")
def measured(service: str) -> dict[str, str]:
    """The script of a service of this house, and how to object; nothing where the operator names no key for it."""
    key = settings.AUDIENCES.get(service, "")
    return {"key": key, "where": told_at(key)}
