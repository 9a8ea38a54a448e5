"""Views of the journal: what was written of an edition, or of one product in it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.programme import journal
from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.views.around import edition_at, enrolment_at, way, words_of
from gamma.ground.audit.queries import entries

PAGE = 50


def _journal(request: HttpRequest, edition: str, product: str | None = None) -> HttpResponse:
    """Who wrote what, when, before and after: the latest first, by person and by sort of thing."""
    at = enrolment_at(edition, product) if product else edition_at(edition)
    found = entries("/".join(words_of(at).values()))
    who, kind = request.GET.get("qui", ""), request.GET.get("quoi", "")
    page = Paginator(journal.narrowed(found, who, kind), PAGE).get_page(request.GET.get("page"))
    title = _("Journal")
    here = {"title": title, "lines": journal.lines(page), "page": page, "crumbs": way(request, title, at)}
    return render(request, "programme/journal.html", {**here, "filters": journal.filters(found, who, kind)})


edition_journal = product_journal = allowed(Right.JOURNAL)(require_safe(_journal))
