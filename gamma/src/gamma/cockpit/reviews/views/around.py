"""Around: what the pages of reviews share — what an address names, the way back, how an action is done and told."""

from collections.abc import Set
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right, may, standing_of
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.ground import wording
from gamma.ground.design.shapes import Crumb
from gamma.ground.texts import chosen


def edition_at(slug: str) -> Edition:
    """The edition of an address, or a page that is not found."""
    return get_object_or_404(Edition, slug=slug)


def enrolment_at(edition: str, product: str) -> Enrolment:
    """The part of a product in an edition, or a page that is not found."""
    rows = Enrolment.objects.select_related("edition", "product", "slot")
    return get_object_or_404(rows, edition__slug=edition, product__slug=product)


def to(name: str, at: Edition | Enrolment, **words: Any) -> str:
    """The address of a page of an edition, or of a product in it."""
    if isinstance(at, Enrolment):
        words |= {"product": at.product.slug}
    edition = at.edition if isinstance(at, Enrolment) else at
    return reverse(f"reviews:{name}", kwargs={"edition": edition.slug, **words})


def way(request: HttpRequest, at: Edition | Enrolment, *steps: tuple[str, str]) -> list[Crumb]:
    """The way back from a page, by those that the reader may open; the last step is the page itself."""
    edition = at.edition if isinstance(at, Enrolment) else at
    crumbs = [Crumb(_("Mon espace"), reverse("programme:desk"))]
    if may(request, Right.EDITION_SEE, edition.slug):
        crumbs.append(Crumb(chosen(edition.label), to("meetings", edition)))
    if isinstance(at, Enrolment):
        opens = may(request, Right.CHECKIN_SEE, edition.slug, at.product.slug)
        crumbs.append(Crumb(at.product.name, to("product", at) if opens else ""))
    crumbs += [Crumb(label, href) for label, href in steps]
    return [*crumbs[:-1], Crumb(crumbs[-1].label)]


def roles_at(request: HttpRequest, enrolment: Enrolment) -> Set[str]:
    """The roles of the reader for a product."""
    return standing_of(request, {"edition": enrolment.edition.slug, "product": enrolment.product.slug}).roles


def title_of(day: date) -> str:
    """What a check-in is called."""
    return _("Point de la semaine du %(day)s") % {"day": wording.day(day)}
