"""A section: its text, its versions, what it gives as it is typed, and what its writer answers for."""

from collections.abc import Callable
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reports.bilan.content import TextPiece
from gamma.cockpit.reports.bilan.showing import drafted
from gamma.cockpit.reports.bilan.writing import saving
from gamma.cockpit.reports.bilan.writing.comparing import steps, titled
from gamma.cockpit.reports.bilan.writing.forms import ReasonForm, TextForm
from gamma.cockpit.reports.bilan.writing.linking import address
from gamma.cockpit.reports.bilan.writing.passages import Place, words
from gamma.cockpit.reports.bilan.writing.passages import versions as versions_of
from gamma.cockpit.reports.bilan.writing.telling import Teller
from gamma.cockpit.reports.bilan.writing.views import crumbs
from gamma.cockpit.reports.lists import OF_PRODUCT, Section
from gamma.cockpit.reports.models import Passage
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.editing import Page, State, edit
from gamma.ground.texts import LANGUAGES


@allowed(read=Right.BILAN_WRITE, write=Right.BILAN_WRITE)
def text(request: HttpRequest, edition: str, section: Section, product: str = "") -> HttpResponse:
    """Write a section; the figures it may quote are listed below, with what each gives."""
    place = _place(edition, section, product)
    teller, last = _teller(request, place), versions_of(place).first()
    title = titled(TextPiece.at(place.key), teller.known)
    page = Page(
        title,
        _("Enregistrer le texte"),
        back=address("write-text", place),
        saved=_("Texte enregistré."),
        crumbs=crumbs(place.edition, title),
        more={"choices": teller.choices(place.product), **_read(teller, place, words(place)), "links": _links(place)},
    )
    state = State({"text": words(place)}, last.saved_by if last else "")
    return edit(
        request, TextForm, _saving(request, place, teller), page, state=state, template="reports/writing/text.html"
    )


def _saving(request: HttpRequest, place: Place, teller: Teller) -> Callable[[TextForm], None]:
    def save(form: TextForm) -> None:
        saving.save_text(place, form.cleaned_data["text"], by=person_of(request), names=teller.texts.names)

    return save


@allowed(read=Right.BILAN_WRITE, write=Right.BILAN_WRITE)
@require_POST
def reading(request: HttpRequest, edition: str, section: Section, product: str = "") -> HttpResponse:
    """What a text gives while it is typed: the figures it names, and what is to be told of it."""
    place = _place(edition, section, product)
    typed = {"fr": request.POST.get("text", ""), "en": request.POST.get("text_en", "")}
    found = _read(_teller(request, place), place, {code: said for code, said in typed.items() if said})
    return render(request, "reports/writing/read.html", found)


@allowed(read=Right.BILAN_SEE)
@require_safe
def versions(request: HttpRequest, edition: str, section: Section, product: str = "") -> HttpResponse:
    """Every version of a section: who, when, and what changed word by word."""
    place = _place(edition, section, product)
    title = titled(TextPiece.at(place.key), _teller(request, place).known)
    kept = [row for code in LANGUAGES for row in _steps(place, code)]
    context = {"title": title, "versions": kept, "crumbs": crumbs(place.edition, title)}
    return render(request, "reports/writing/versions.html", context)


def _steps(place: Place, language: str) -> list[dict[str, object]]:
    """The versions in one language, the latest first, each with what it changed."""
    rows = [*versions_of(place).filter(language=language), Passage()]
    return [{"passage": row, "steps": steps(before.text, row.text)} for row, before in pairwise(rows)]


@allowed(read=Right.BILAN_WRITE, write=Right.BILAN_WRITE)
def answer(request: HttpRequest, edition: str, section: Section, flag: str, product: str = "") -> HttpResponse:
    """Answer for what no figure gives, with the reason."""
    place = _place(edition, section, product)
    teller = _teller(request, place)
    piece = TextPiece.at(place.key).model_copy(update={"text": words(place)})
    told = next((row for row in teller.told(piece, place) if row.flag.id == flag and row.flag.answerable), None)
    if told is None:
        raise Http404
    page = Page(
        _("Assumer ce qui est écrit"),
        _("Assumer, avec cette raison"),
        back=address("write-text", place),
        saved=_("La raison sera publiée avec le bilan."),
        crumbs=crumbs(place.edition, told.title),
        more={"told": told},
    )
    state = State({"reason": told.reason})
    flagged = told.flag

    def save(form: ReasonForm) -> None:
        saving.answer_for(place, flagged, reason=form.cleaned_data["reason"], by=person_of(request))

    return edit(request, ReasonForm, save, page, state=state, template="reports/writing/answer.html")


def _place(edition: str, section: Section, product: str) -> Place:
    if (section in OF_PRODUCT) != bool(product):
        raise Http404
    if not product:
        return Place(get_object_or_404(Edition, slug=edition), section)
    rows = Enrolment.objects.select_related("edition", "product")
    part = get_object_or_404(rows, edition__slug=edition, product__slug=product)
    return Place(part.edition, section, part)


def _teller(request: HttpRequest, place: Place) -> Teller:
    return Teller(drafted(place.edition, localdate()).bilan, request)


def _read(teller: Teller, place: Place, text: dict[str, str]) -> dict[str, object]:
    piece = TextPiece.at(place.key).model_copy(update={"text": text})
    return {"quoted": teller.quoted(text.values(), place.product), "told": teller.told(piece, place)}


def _links(place: Place) -> dict[str, str]:
    return {name: address(f"write-{name}", place) for name in ("reading", "versions")}
