"""Desk: the page that this room opens to who takes part in a product."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right
from gamma.ground.desk import Link, Place


def opens(place: Place) -> Iterator[Link]:
    """The audience of a product."""
    if place.product and place.roles & Right.PRODUCT_SEE.value:
        yield Link(_("L'audience"), reverse("audience:product", args=[place.edition, place.product]))
