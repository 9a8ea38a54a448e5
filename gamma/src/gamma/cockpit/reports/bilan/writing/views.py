"""The desk where a bilan is written, and its preview in four formats."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.programme.access import Right, allowed_somewhere
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.printing import html
from gamma.cockpit.reports.bilan.printing.files import BODY
from gamma.cockpit.reports.bilan.showing import Shown, drafted
from gamma.cockpit.reports.bilan.views import downloads, served
from gamma.cockpit.reports.bilan.writing.desk import desk as desk_of
from gamma.ground.design.numbers import language
from gamma.ground.design.shapes import Crumb
from gamma.ground.texts import chosen


@allowed_somewhere(read=Right.BILAN_SEE)
@require_safe
def desk(request: HttpRequest, edition: str) -> HttpResponse:
    """Where the writing stands."""
    bilan = draft_of(edition)
    if bilan.heavy:
        return render(request, "reports/bilan/heavy.html", {"shown": bilan, "crumbs": crumbs(bilan.edition)})
    context = {"desk": desk_of(request, bilan), "edition": bilan.edition, "crumbs": crumbs(bilan.edition)}
    return render(request, "reports/writing/desk.html", context)


@allowed_somewhere(read=Right.BILAN_SEE)
@require_safe
def preview(request: HttpRequest, edition: str) -> HttpResponse:
    """What would be published, in the frame of the site."""
    bilan = draft_of(edition)
    if bilan.heavy:
        return render(request, "reports/bilan/heavy.html", {"shown": bilan, "crumbs": crumbs(bilan.edition)})
    context = {
        "document": bilan.head(language()),
        "body": html.noticed((bilan.file(language(), BODY) or b"").decode(), {}),
        "files": downloads(bilan, "reports:write-preview-file", _("Brouillon")),
        "desk": reverse("reports:write", args=[edition]),
        "crumbs": crumbs(bilan.edition, _("Aperçu")),
    }
    return render(request, "reports/writing/preview.html", context)


@allowed_somewhere(read=Right.BILAN_SEE)
@require_safe
def file(_request: HttpRequest, edition: str, name: str) -> HttpResponse:
    """The same as a file."""
    return served(draft_of(edition), name)


def draft_of(edition: str) -> Shown:
    """The bilan of an edition as it would be published today."""
    return drafted(get_object_or_404(Edition, slug=edition), localdate())


def crumbs(edition: Edition, *steps: str) -> list[Crumb]:
    """The way back from a page of writing."""
    write = reverse("reports:write", args=[edition.slug])
    return [
        Crumb(chosen(edition.label), reverse("reports:edition", args=[edition.slug])),
        Crumb(_("Bilan"), reverse("reports:bilan", args=[edition.slug])),
        Crumb(_("Écrire"), write if steps else ""),
        *(Crumb(step) for step in steps),
    ]
