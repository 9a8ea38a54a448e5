"""Around: what the pages of work share — what an address names, the way back, how an action is done and told."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.models import Enrolment
from gamma.ground.design.shapes import Crumb
from gamma.ground.texts import chosen
from gamma.instruments.surveys.models import Survey

sees = allowed(Right.PRODUCT_SEE)
reviews = allowed(Right.SURVEY_WRITE)
writes = allowed(Right.SURVEY_WRITE, Right.SURVEY_WRITE)


def enrolment_at(edition: str, product: str) -> Enrolment:
    """The part of a product in an edition, or a page that is not found."""
    rows = Enrolment.objects.select_related("edition", "product")
    return get_object_or_404(rows, edition__slug=edition, product__slug=product)


def survey_at(edition: str, product: str, survey: str) -> Survey:
    """The survey of an address, or a page that is not found."""
    rows = Survey.objects.select_related("enrolment__edition", "enrolment__product")
    return get_object_or_404(rows, slug=survey, enrolment__edition__slug=edition, enrolment__product__slug=product)


def to(name: str, at: Survey | Enrolment, **words: Any) -> str:
    """The address of a page of a product, or of a survey of its."""
    enrolment = at.enrolment if isinstance(at, Survey) else at
    if isinstance(at, Survey):
        words |= {"survey": at.slug}
    place = {"edition": enrolment.edition.slug, "product": enrolment.product.slug}
    return reverse(f"surveys:{name}", kwargs={**place, **words})


def way(at: Survey | Enrolment, *steps: str) -> list[Crumb]:
    """The way back from a page; the last step is the page itself."""
    enrolment = at.enrolment if isinstance(at, Survey) else at
    place = [enrolment.edition.slug, enrolment.product.slug]
    crumbs = [Crumb(_("Mon espace"), reverse("programme:desk"))]
    crumbs.append(Crumb(enrolment.product.name, reverse("programme:product", args=place)))
    crumbs.append(Crumb(_("Questionnaires"), to("product", enrolment)))
    if isinstance(at, Survey):
        crumbs.append(Crumb(chosen(at.title), to("survey", at)))
    crumbs += [Crumb(step) for step in steps]
    return [*crumbs[:-1], Crumb(crumbs[-1].label)]


def may_write(request: HttpRequest, enrolment: Enrolment) -> bool:
    """Whether the reader may write the surveys of a product."""
    return may(request, Right.SURVEY_WRITE, enrolment.edition.slug, enrolment.product.slug)
