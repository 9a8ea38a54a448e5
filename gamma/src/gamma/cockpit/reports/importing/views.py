"""An import in pages: a file, what its columns say, what it would come to, then it is done; and undone if need be."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gamma.cockpit.indicators.actions import keep_upload, lay_upload, undo_batch
from gamma.cockpit.indicators.models import Batch, Upload
from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import enrolment_named
from gamma.cockpit.reports.actions import bring_upload
from gamma.cockpit.reports.importing.forms import LayoutForm, UploadForm
from gamma.cockpit.reports.importing.laying import begun, choices, layout_of, writable
from gamma.cockpit.reports.importing.looking import looked_at, opened, relaid, undoable
from gamma.ground.accounts.queries import person_of
from gamma.ground.design.shapes import Crumb
from gamma.ground.errors import UserError
from gamma.ground.forms.editing import Page, State, edit

PAST = Right.HISTORY_WRITE


@allowed(Right.READING_WRITE, Right.READING_WRITE, past=PAST)
def start(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Bring a file of readings; those that were imported can be undone."""
    enrolment = _enrolment(edition, product)

    def save(form: UploadForm) -> str:
        file = form.cleaned_data["file"]
        layout = begun(form.table, enrolment)
        upload = keep_upload(file.name, form.body, layout=layout, enrolment=enrolment, by=person_of(request))
        return reverse("reports:import-layout", args=[edition, product, upload.pk])

    lead = _("Rien n'est enregistré avant que vous n'ayez vu ce que le fichier donne et confirmé.")
    more = {"batches": enrolment.batches.select_related("made_by", "undone_by")[:20], "enrolment": enrolment}
    page = _page(enrolment, _("Importer des relevés"), _("Regarder le fichier"), lead=lead, more=more)
    return edit(request, UploadForm, save, page, template="reports/importing/start.html")


@allowed(Right.READING_WRITE, Right.READING_WRITE, past=PAST)
def lay(request: HttpRequest, edition: str, product: str, upload: int) -> HttpResponse:
    """Say which column says what, and see what the file would come to."""
    kept = _upload(request, edition, product, upload)
    here = reverse("reports:import-layout", args=[edition, product, kept.pk])

    def save(form: LayoutForm) -> str:
        lay_upload(kept, layout=relaid(kept, form.cleaned_data))
        return here

    table = opened(kept)
    more: dict[str, Any] = {"upload": kept, "enrolment": kept.enrolment}
    if request.method == "GET":
        today = timezone.localdate()
        products = writable(person_of(request), kept.enrolment, today)
        more["seen"] = looked_at(kept, table, products=products, today=today)
    page = _page(kept.enrolment, _("Aperçu de l'import"), _("Mettre l'aperçu à jour"), lead=kept.name, more=more)
    options: dict[str, Any] = {"header": table.header, "sheets": table.sheets, "fixed": choices(kept.enrolment)}
    return edit(
        request, LayoutForm, save, page, template="reports/importing/layout.html", initial=kept.layout, **options
    )


@allowed(Right.READING_WRITE, Right.READING_WRITE, past=PAST)
@require_POST
def confirm(request: HttpRequest, edition: str, product: str, upload: int) -> HttpResponse:
    """Record the readings of the file, all of them or none."""
    kept = _upload(request, edition, product, upload)
    today, by = timezone.localdate(), person_of(request)
    products = writable(by, kept.enrolment, today)
    try:
        batch = bring_upload(kept, layout=layout_of(kept), products=products, by=by, today=today)
    except UserError as refused:
        messages.error(request, str(refused))
        return redirect("reports:import-layout", edition, product, upload)
    said = {"new": batch.new, "changed": batch.changed}
    messages.success(request, _("Import enregistré : %(new)s relevés nouveaux, %(changed)s corrigés.") % said)
    return redirect("indicators:product", edition, product)


@allowed(Right.READING_WRITE, Right.READING_WRITE, past=PAST)
def undo(request: HttpRequest, edition: str, product: str, batch: int) -> HttpResponse:
    """Undo an import: each reading says again what it said before, or is withdrawn."""
    enrolment = _enrolment(edition, product)
    row = get_object_or_404(Batch.objects.select_related("undone_by"), pk=batch, enrolment=enrolment)
    found = undoable(row)
    permitted = writable(person_of(request), enrolment, timezone.localdate())

    def save(_form: forms.Form) -> None:
        if not found.products <= permitted:
            raise UserError(_("Cet import porte aussi sur des services dont les relevés ne sont pas à vous."))
        undo_batch(row, by=person_of(request))

    page = _page(enrolment, _("Annuler l'import"), _("Annuler l'import"), lead=row.name, more={"found": found})
    state = State({"undone_at": row.undone_at, "left": found.left}, str(row.undone_by or ""))
    return edit(request, forms.Form, save, page, state=state, template="reports/importing/undo.html")


def _enrolment(edition: str, product: str) -> Enrolment:
    return get_object_or_404(enrolment_named(edition, product))


def _upload(request: HttpRequest, edition: str, product: str, key: int) -> Upload:
    """A file is seen by who brought it only, where it was brought."""
    mine = Upload.objects.select_related("enrolment__edition", "enrolment__product")
    return get_object_or_404(mine, pk=key, person=person_of(request), enrolment=_enrolment(edition, product))


def _page(enrolment: Enrolment, title: str, verb: str, *, lead: str, more: dict[str, Any]) -> Page:
    product = enrolment.product
    back = reverse("indicators:product", args=[enrolment.edition.slug, product.slug])
    crumbs = [Crumb(_("Mon espace"), reverse("programme:desk")), Crumb(product.name, back), Crumb(title)]
    return Page(title, verb, back, "", lead, product.name, crumbs, more)
