"""Around: what the pages of feeds share — what an address names, the way back, how an action is done and told."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import enrolment_named
from gamma.ground.design.shapes import Crumb
from gamma.instruments.harvest import queries
from gamma.instruments.harvest.models import Feed


def enrolment_at(edition: str, product: str) -> Enrolment:
    """The product of an address."""
    return get_object_or_404(enrolment_named(edition, product))


def feed_at(edition: str, product: str, key: int) -> Feed:
    """The feed of an address."""
    return get_object_or_404(queries.feed_at(edition, product, key))


def to(name: str, enrolment: Enrolment, *words: Any) -> str:
    """The address of a page of a product."""
    return reverse(f"harvest:{name}", args=[enrolment.edition.slug, enrolment.product.slug, *words])


def way(enrolment: Enrolment, *steps: tuple[str, str]) -> list[Crumb]:
    """The way back from a page of a product; the last step is the page itself."""
    home = Crumb(_("Mon espace"), reverse("programme:desk"))
    back = Crumb(_("Moissons de %(product)s") % {"product": enrolment.product.name}, to("product", enrolment))
    return [home, back, *(Crumb(label, href) for label, href in steps)]
