"""What stands around the pages of this room: the product and the site of an address, the period that is asked for."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import enrolment_named
from gamma.ground.design.shapes import Crumb
from gamma.ground.periods import Period, PeriodError, Window, parse
from gamma.instruments.audience import queries
from gamma.instruments.audience.lists import Mode
from gamma.instruments.audience.models import Site

LAST_DAYS = 30
LONGEST = 800  # days


def enrolment_of(edition: str, product: str) -> Enrolment:
    """The product of an address."""
    return get_object_or_404(enrolment_named(edition, product))


def site_of(enrolment: Enrolment, mode: str) -> Site:
    """The site of an address."""
    found = queries.site_of(enrolment.product.slug, mode) if mode in set(Mode) else None
    if found is None:
        raise Http404
    return found


def page_of(enrolment: Enrolment) -> str:
    return reverse("audience:product", args=[enrolment.edition.slug, enrolment.product.slug])


def crumbs(enrolment: Enrolment, *more: Crumb) -> list[Crumb]:
    """The way back from a page: one's own desk, the product, its audience, then what the page is under."""
    product = reverse("indicators:product", args=[enrolment.edition.slug, enrolment.product.slug])
    back = page_of(enrolment) if more else ""
    return [
        Crumb(_("Mon espace"), reverse("programme:desk")),
        Crumb(enrolment.product.name, product),
        Crumb(_("Audience"), back),
        *more,
    ]


def asked(request: HttpRequest, today: date) -> tuple[Period, str]:
    """The period of a request, the last thirty days when it names none; and why what it names will not do."""
    usual = parse(f"{today - timedelta(days=LAST_DAYS)}/{today - timedelta(days=1)}")
    text = request.GET.get("periode", "").strip()
    if not text:
        return usual, ""
    try:
        found = parse(text)
    except PeriodError as error:
        return usual, str(error)
    if not found.certain or found.window is Window.INSTANT or found.first is None or found.last is None:
        return usual, _("Il faut une période dont on connaît les jours.")
    if found.first > today or (found.last - found.first).days > LONGEST:
        return usual, _("Il faut une période commencée, de deux ans au plus.")
    return found, ""
