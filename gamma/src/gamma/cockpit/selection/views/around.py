"""Around: what the pages of the selection share — the call they are about, and the way back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.selection import queries
from gamma.cockpit.selection.models import Call
from gamma.ground.design.shapes import Crumb
from gamma.ground.texts import chosen


def call_of(edition: str) -> Call:
    """The call of an edition, or not found."""
    return get_object_or_404(queries.call_named(edition))


def to(route: str, edition: str, **words: object) -> str:
    """An address of the selection of an edition."""
    return reverse(f"selection:{route}", kwargs={"edition": edition, **words})


def crumbs(edition: Edition, *steps: tuple[str, str]) -> list[Crumb]:
    """The way from the call of an edition to this page, whose step has no address."""
    return [
        Crumb(_("Appels à candidatures"), reverse("selection:calls")),
        Crumb(chosen(edition.label), to("call", edition.slug)),
        *(Crumb(label, href) for label, href in steps),
    ]


def for_committee(edition: Edition, *steps: tuple[str, str]) -> list[Crumb]:
    """The same, through the board of the committee."""
    return crumbs(edition, (_("Comité"), to("board", edition.slug)), *steps)
