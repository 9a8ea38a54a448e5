"""The pages of work: a product with its indicators, and one indicator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gamma.cockpit.indicators import queries
from gamma.cockpit.indicators.views import around
from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.queries import is_over
from gamma.ground.design.shapes import Crumb

ON_PRODUCT = (Right.INDICATOR_PROPOSE, Right.READING_WRITE)
ON_INDICATOR = (
    Right.INDICATOR_PROPOSE,
    Right.INDICATOR_ACCEPT,
    Right.REVIEW_DECIDE,
    Right.TARGET_PROPOSE,
    Right.TARGET_ACCEPT,
    Right.READING_WRITE,
    Right.HISTORY_WRITE,
    Right.PRODUCT_WRITE,
)


@allowed(Right.PRODUCT_SEE)
@require_safe
def product(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """A product at work: its indicators, what each awaits, the one thing to do next."""
    enrolment = around.enrolment_of(edition, product)
    work = queries.work(enrolment, timezone.localdate())
    links = {line.slug: around.step_link(request, enrolment, line.slug, line.step) for line in work.followed}
    context = {
        "work": work,
        "lines": [(line, links[line.slug]) for line in work.followed],
        "may": around.abilities(request, enrolment, ON_PRODUCT),
        "crumbs": [*around.steps_back(enrolment)[:-1], Crumb(enrolment.product.name)],
    }
    return render(request, "indicators/product.html", context)


@allowed(Right.PRODUCT_SEE)
@require_safe
def indicator(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """An indicator at work: its sheet, its targets, its readings, and what may be done with each."""
    row = around.indicator_of(edition, product, indicator)
    today = timezone.localdate()
    page = queries.indicator_page(row, request.GET.get("page", "1"), today)
    context = {
        "shown": page,
        "enrolment": row.enrolment,
        "next": around.step_link(request, row.enrolment, row.slug, page.step),
        "may": around.abilities(request, row.enrolment, ON_INDICATOR),
        "over": is_over(row.enrolment.edition, today),
        "crumbs": around.steps_back(row.enrolment, Crumb(page.name)),
    }
    return render(request, "indicators/indicator.html", context)
