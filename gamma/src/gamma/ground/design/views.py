"""The living page of the design."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gamma.ground.design import charts
from gamma.ground.design.samples import samples


@require_safe
def living(request: HttpRequest) -> HttpResponse:
    """Every component, with figures that look like real ones."""
    return render(request, "design/living.html", samples(request.GET.dict()))


@require_safe
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """The charts of the living page, as images."""
    narrow = "etroit" in request.GET
    shown = samples({})
    picture = charts.bars_svg(shown["bars"], narrow) if name == "bars" else charts.line_svg(shown["series"], narrow)
    return HttpResponse(picture, content_type="image/svg+xml")
