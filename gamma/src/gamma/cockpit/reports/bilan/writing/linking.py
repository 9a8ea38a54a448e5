"""Linking: the addresses of the pages where a section is written, and who may follow them."""

from django.http import HttpRequest
from django.urls import reverse

from gamma.cockpit.programme.access import Right, may
from gamma.cockpit.reports.bilan.writing.passages import Place


def address(name: str, place: Place, **more: str) -> str:
    """One of the pages of a section."""
    words = {"edition": place.edition.slug, "section": place.section, **more}
    if place.product:
        words["product"] = place.product
    return reverse(f"reports:{name}", kwargs=words)


def may_write(request: HttpRequest, place: Place) -> bool:
    return may(request, Right.BILAN_WRITE, place.edition.slug, place.product or None)


def may_see(request: HttpRequest, place: Place) -> bool:
    return may(request, Right.BILAN_SEE, place.edition.slug, place.product or None)
