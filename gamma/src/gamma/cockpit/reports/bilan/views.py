"""The bilan on the site: its page, and its files to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.cockpit.programme.access import Right, may_somewhere
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.content import TextPiece
from gamma.cockpit.reports.bilan.data import data
from gamma.cockpit.reports.bilan.printing import html
from gamma.cockpit.reports.bilan.printing.files import BODY, DATA, PAGE, PAPER, TEXT
from gamma.cockpit.reports.bilan.showing import Shown, shown
from gamma.cockpit.reports.bilan.writing.comparing import titled
from gamma.cockpit.reports.lists import NoticeKind
from gamma.cockpit.reports.models import CorrectionNotice
from gamma.ground.design.numbers import language
from gamma.ground.design.shapes import Crumb, Download
from gamma.ground.texts import chosen

MIMES = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
NOTICES = {
    NoticeKind.FIGURE: "reports/bilan/notice.html",
    NoticeKind.TEXT: "reports/bilan/rewritten.html",
    NoticeKind.NOTE: "reports/bilan/note.html",
}
TAKEN_AWAY = {PAPER: "PDF", PAGE: "HTML", TEXT: "Markdown", DATA: "JSON"}


@require_safe
def page(request: HttpRequest, edition: str) -> HttpResponse:
    """The bilan in the frame of the site, each correction beside the figure it corrects."""
    bilan = _shown(edition)
    if bilan.heavy:
        return render(request, "reports/bilan/heavy.html", {"shown": bilan, "crumbs": _crumbs(bilan)})
    body = (bilan.file(language(), BODY) or b"").decode()
    context = {
        "shown": bilan,
        "document": bilan.head(language()),
        "body": html.noticed(body, {notice.key: _notice(notice) for notice in bilan.notices}),
        "added": _added(bilan),
        "writes": may_somewhere(request, Right.BILAN_SEE, edition),
        "crumbs": _crumbs(bilan),
        "files": _files(bilan),
    }
    return render(request, "reports/bilan/page.html", context)


@require_safe
def file(_request: HttpRequest, edition: str, name: str) -> HttpResponse:
    """A file of the bilan, in the language of the address."""
    return served(_shown(edition), name)


def served(bilan: Shown, name: str) -> HttpResponse:
    """A file of a bilan, published or not."""
    if bilan.heavy:
        raise Http404
    body = data(bilan) if name == DATA else bilan.file(language(), name) if name != BODY else None
    if body is None:
        raise Http404
    suffix = f".{name.rpartition('.')[2]}"
    response = HttpResponse(body, content_type=MIMES[suffix])
    response.headers["Content-Disposition"] = (
        f'inline; filename="{bilan.edition.slug}-{language()}-{name.rpartition("/")[2]}"'
    )
    if name == PAGE:
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return response


def _shown(edition: str) -> Shown:
    return shown(get_object_or_404(Edition, slug=edition), localdate())


def _notice(notice: CorrectionNotice) -> str:
    return render_to_string(NOTICES[NoticeKind(notice.kind)], {"notice": notice})


def _added(bilan: Shown) -> list[tuple[str, CorrectionNotice]]:
    """The corrections of texts that nobody had written when it was published: they have no place in it."""
    rows = [notice for notice in bilan.rewritten if not notice.before]
    known = Lookup(bilan.bilan) if rows else None
    return [(titled(TextPiece.at(notice.key), known), notice) for notice in rows if known]


def _crumbs(bilan: Shown) -> list[Crumb]:
    board = reverse("reports:edition", args=[bilan.edition.slug])
    return [
        Crumb(_("Éditions"), reverse("reports:editions")),
        Crumb(chosen(bilan.edition.label), board),
        Crumb(_("Bilan")),
    ]


def _files(bilan: Shown) -> list[Download]:
    return downloads(bilan, "reports:bilan-file", _("Bilan"))


def downloads(bilan: Shown, route: str, said: str) -> list[Download]:
    """The four formats of a bilan, published or not."""
    slug = bilan.edition.slug
    return [Download(said, reverse(route, args=[slug, name]), label) for name, label in TAKEN_AWAY.items()]
