"""Deciding: a publication is asked for, confirmed by a second person or refused; a published bilan is corrected."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right, allowed, allowed_somewhere
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.composing import compose
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.content import Bilan
from gamma.cockpit.reports.bilan.printing import html
from gamma.cockpit.reports.bilan.writing import amending, asking
from gamma.cockpit.reports.bilan.writing.comparing import titled
from gamma.cockpit.reports.bilan.writing.forms import NoteForm, ReasonForm, SeenForm
from gamma.cockpit.reports.bilan.writing.views import crumbs, draft_of
from gamma.cockpit.reports.models import Asked, Report
from gamma.ground.accounts.queries import person_of
from gamma.ground.design.numbers import language
from gamma.ground.design.shapes import Change
from gamma.ground.forms.editing import Page, edit
from gamma.ground.texts import chosen


@allowed(read=Right.BILAN_PUBLISH, write=Right.BILAN_PUBLISH)
def ask(request: HttpRequest, edition: str) -> HttpResponse:
    """Ask for the publication of what is on the page."""
    bilan = draft_of(edition)
    if bilan.heavy:
        raise Http404
    title = _("Demander la publication")
    page = Page(
        title,
        title,
        back=_desk(edition),
        saved=_("Publication demandée : une deuxième personne a reçu une lettre pour la confirmer."),
        lead=_("Le bilan sera publié tel qu'il est dans l'aperçu, une fois confirmé par une deuxième personne."),
        crumbs=crumbs(bilan.edition, title),
        more={"digest": bilan.digest, "readers": asking.second_persons(bilan.edition, person_of(request))},
    )

    def save(form: SeenForm) -> None:
        seen, today = form.cleaned_data["digest"], localdate()
        href = _absolute(request, "write-confirm", edition)
        asking.ask(bilan.edition, seen=seen, by=person_of(request), now=now(), today=today, href=href)

    return edit(request, SeenForm, save, page, template="reports/writing/ask.html", seen=bilan.digest)


@allowed_somewhere(read=Right.BILAN_CONFIRM, write=Right.BILAN_CONFIRM)
def confirm(request: HttpRequest, edition: str) -> HttpResponse:
    """Read what is to be published, and confirm it."""
    asked = _asked(edition)
    page = Page(
        _("Confirmer la publication"),
        _("Publier le bilan"),
        back=reverse("reports:bilan", args=[edition]),
        saved=_("Le bilan est publié."),
        crumbs=crumbs(asked.edition, _("Confirmer la publication")),
        more=_to_read(request, asked),
    )

    def save(form: SeenForm) -> None:
        seen, href = form.cleaned_data["digest"], _absolute(request, "bilan", edition)
        asking.confirm(asked, seen=seen, by=person_of(request), now=now(), href=href)

    return edit(request, SeenForm, save, page, template="reports/writing/confirm.html", seen=asked.digest)


def _to_read(request: HttpRequest, asked: Asked) -> dict[str, object]:
    """The exact content that was asked for, and what differs from it by now."""
    document = compose(Bilan.model_validate(asked.content), language())
    return {
        "asked": asked,
        "document": document,
        "body": html.noticed(html.body(document), {}),
        "differing": asking.changed_since(asked),
        "mine": asked.asked_by_id == person_of(request).pk,
    }


@allowed_somewhere(read=Right.BILAN_CONFIRM, write=Right.BILAN_CONFIRM)
def refuse(request: HttpRequest, edition: str) -> HttpResponse:
    """Refuse a publication, with the reason."""
    asked = _asked(edition)
    title = _("Refuser la publication")
    page = Page(
        title, title, back=_desk(edition), saved=_("La publication est refusée."), crumbs=crumbs(asked.edition, title)
    )

    def save(form: ReasonForm) -> None:
        href = _absolute(request, "write", edition)
        asking.refuse(asked, reason=form.cleaned_data["reason"], by=person_of(request), now=now(), href=href)

    return edit(request, ReasonForm, save, page)


@allowed(read=Right.BILAN_PUBLISH, write=Right.BILAN_PUBLISH)
def amend(request: HttpRequest, edition: str) -> HttpResponse:
    """Publish the corrections of the texts beside those that were published."""
    report = get_object_or_404(Report.objects.select_related("edition"), edition__slug=edition)
    known = Lookup(Bilan.model_validate(report.content))
    found = [
        Change(titled(row.piece, known), chosen(row.before), chosen(row.after)) for row in amending.amended(report)
    ]
    page = Page(
        _("Corriger les textes publiés"),
        _("Publier la correction"),
        back=reverse("reports:bilan", args=[edition]),
        saved=_("La correction est publiée à côté du texte."),
        lead=_("Le texte publié reste lisible ; la correction, sa raison et votre nom s'affichent à côté de lui."),
        crumbs=crumbs(report.edition, _("Corriger")),
        more={"changes": found},
    )

    def save(form: ReasonForm) -> None:
        amending.amend(report, reason=form.cleaned_data["reason"], by=person_of(request))

    return edit(request, ReasonForm, save, page, template="reports/writing/amend.html")


@allowed(read=Right.BILAN_PUBLISH, write=Right.BILAN_PUBLISH)
def note(request: HttpRequest, edition: str) -> HttpResponse:
    """Add a note of correction on top of a published bilan."""
    report = get_object_or_404(Report.objects.select_related("edition"), edition__slug=edition)
    page = Page(
        _("Ajouter une note de correction"),
        _("Publier la note"),
        back=reverse("reports:bilan", args=[edition]),
        saved=_("La note est publiée."),
        lead=_("Elle sera lue en tête du bilan, avec votre nom ; rien de ce qui est publié ne change."),
        crumbs=crumbs(report.edition, _("Note")),
    )

    def save(form: NoteForm) -> None:
        amending.add_note(report, form.cleaned_data["text"], by=person_of(request))

    return edit(request, NoteForm, save, page)


def _asked(edition: str) -> Asked:
    asked = asking.awaiting(get_object_or_404(Edition, slug=edition))
    if asked is None:
        raise Http404
    return asked


def _desk(edition: str) -> str:
    return reverse("reports:write", args=[edition])


def _absolute(request: HttpRequest, name: str, edition: str) -> str:
    return request.build_absolute_uri(reverse(f"reports:{name}", args=[edition]))
