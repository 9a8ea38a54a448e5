"""Desk: the pages of the selection that one may open."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right
from gamma.ground.desk import Link, Place


def opens(place: Place) -> Iterator[Link]:
    """The committee of an edition, for who takes part in the selection."""
    if place.product is None and place.roles & Right.SELECTION_SEE.value:
        yield Link(_("La sélection"), reverse("selection:board", args=[place.edition]))
