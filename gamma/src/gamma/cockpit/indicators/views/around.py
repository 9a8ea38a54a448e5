"""What stands around the pages of this room: the rows of an address, the way back, the person and the day."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.indicators import queries
from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.indicators.queries.steps import Step
from gamma.cockpit.programme.access import Right, may
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import enrolment_named
from gamma.ground.design.shapes import Crumb
from gamma.ground.forms.editing import Page
from gamma.ground.texts import chosen

PAST = Right.HISTORY_WRITE


def enrolment_of(edition: str, product: str) -> Enrolment:
    """The product of an address."""
    return get_object_or_404(enrolment_named(edition, product))


def indicator_of(edition: str, product: str, indicator: str) -> Indicator:
    """The indicator of an address."""
    return get_object_or_404(queries.indicator_named(edition, product, indicator))


def reading_of(indicator: Indicator, key: int) -> Reading:
    """What is said now of the reading of an address."""
    found = queries.reading_in_force(indicator, key)
    if found is None:
        raise Http404
    return found


def to_product(enrolment: Enrolment) -> str:
    return reverse("indicators:product", args=[enrolment.edition.slug, enrolment.product.slug])


def to_indicator(indicator: Indicator) -> str:
    enrolment = indicator.enrolment
    return reverse("indicators:indicator", args=[enrolment.edition.slug, enrolment.product.slug, indicator.slug])


def name_of(indicator: Indicator) -> str:
    """An indicator as people call it."""
    return chosen(list(indicator.definitions.all())[-1].name)


def steps_back(enrolment: Enrolment, *more: Crumb) -> list[Crumb]:
    """The way back from a page: one's own desk, the product, then what the page is under."""
    return [
        Crumb(_("Mon espace"), reverse("programme:desk")),
        Crumb(enrolment.product.name, to_product(enrolment)),
        *more,
    ]


def page_of(enrolment: Enrolment, title: str, verb: str, saved: str, *, lead: str = "") -> Page:
    """Around a form that is about a product."""
    crumbs = steps_back(enrolment, Crumb(title))
    return Page(title, verb, to_product(enrolment), saved, lead, enrolment.product.name, crumbs)


def page_under(indicator: Indicator, title: str, verb: str, saved: str, *, lead: str = "") -> Page:
    """Around a form that is about an indicator."""
    back, name = to_indicator(indicator), name_of(indicator)
    crumbs = steps_back(indicator.enrolment, Crumb(name, back), Crumb(title))
    return Page(title, verb, back, saved, lead, name, crumbs)


def typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is recorded, as a French hand types it: it is compared with what somebody typed."""
    return {name: _typed(value) for name, value in values.items()}


def _typed(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return " – ".join(str(_typed(one)) for one in value) if isinstance(value, list) else value


def link_of(request: HttpRequest, indicator: Indicator) -> str:
    """The whole address of an indicator, for a letter."""
    return request.build_absolute_uri(to_indicator(indicator))


def step_link(request: HttpRequest, enrolment: Enrolment, slug: str, step: Step) -> str:
    """Where a step is done, empty for who may not do it."""
    edition, product = enrolment.edition.slug, enrolment.product.slug
    past = PAST if step.right in RECORDED else None
    if not step.route or not may(request, step.right, edition, product, past=past):
        return ""
    return reverse(f"indicators:{step.route}", args=[edition, product, slug, *step.words])


def abilities(request: HttpRequest, enrolment: Enrolment, rights: Sequence[Right]) -> dict[str, bool]:
    """By name, which of these rights the person has for a product."""
    place = (enrolment.edition.slug, enrolment.product.slug)
    return {right.name: may(request, right, *place, past=PAST if right in RECORDED else None) for right in rights}


RECORDED = (Right.INDICATOR_PROPOSE, Right.REVIEW_DECIDE, Right.READING_WRITE, Right.PRODUCT_WRITE)
"""What may also be done, once an edition is over, by those who record how it was."""
