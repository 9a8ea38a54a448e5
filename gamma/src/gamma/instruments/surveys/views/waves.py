"""Views of the waves of a survey: planned, said otherwise, closed, and who they invite."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit
from gamma.instruments.surveys import actions
from gamma.instruments.surveys.actions import Imported
from gamma.instruments.surveys.actions.waves import SAID
from gamma.instruments.surveys.forms import AddressesForm, WaveForm
from gamma.instruments.surveys.lists import Channel
from gamma.instruments.surveys.models import Wave
from gamma.instruments.surveys.views.around import survey_at, to, way, writes


@writes
def new(request: HttpRequest, edition: str, product: str, survey: str) -> HttpResponse:
    """Plan a wave."""
    row, title = survey_at(edition, product, survey), _("Nouvelle vague")
    page = Page(title, _("Prévoir la vague"), to("survey", row), _("La vague est prévue."), crumbs=way(row, title))

    def save(form: WaveForm) -> None:
        actions.plan_wave(row, form.described, by=person_of(request))

    return edit(request, WaveForm, save, page)


@writes
def change(request: HttpRequest, edition: str, product: str, survey: str, wave: str) -> HttpResponse:
    """Say a wave otherwise."""
    row, title = _wave(edition, product, survey, wave), _("Modifier la vague")
    page = Page(
        title,
        _("Enregistrer la vague"),
        to("survey", row.survey),
        _("La vague est enregistrée."),
        crumbs=way(row.survey, title),
        gone=to("remove-wave", row.survey, wave=wave),
        removing=_("Retirer la vague"),
    )

    def save(form: WaveForm) -> None:
        actions.change_wave(row, form.described, by=person_of(request))

    said = {name: getattr(row, name) for name in SAID}
    if Channel.EMAIL in row.channels:
        said["asked"] = None
    return edit(request, WaveForm, save, page, state=State(said), initial={"id": row.slug})


@writes
@require_POST
def close(request: HttpRequest, edition: str, product: str, survey: str, wave: str) -> HttpResponse:
    """Take no answer any more."""
    row = _wave(edition, product, survey, wave)
    said, back = _("La vague est close."), to("survey", row.survey)
    return do(request, lambda: actions.close_wave(row, by=person_of(request), now=timezone.now()), back=back, said=said)


@writes
@require_POST
def remove(request: HttpRequest, edition: str, product: str, survey: str, wave: str) -> HttpResponse:
    """Take back a wave that asked nobody."""
    row = _wave(edition, product, survey, wave)
    return do(request, lambda: actions.remove_wave(row, by=person_of(request)), back=to("survey", row.survey))


@writes
def invite(request: HttpRequest, edition: str, product: str, survey: str, wave: str) -> HttpResponse:
    """Bring the addresses of who is invited."""
    row, title = _wave(edition, product, survey, wave), _("Inviter par courriel")
    lead = _(
        "Chaque personne reçoit un lien à elle, qui ne répond qu'une fois, et un autre pour ne plus rien recevoir. "
        "Les lettres partent le premier jour de la vague, les adresses sont effacées 15 jours après le dernier."
    )
    page = Page(title, _("Inviter ces personnes"), to("survey", row.survey), lead=lead, crumbs=way(row.survey, title))

    def save(form: AddressesForm) -> None:
        told = actions.invite(row, form.addresses, by=person_of(request), today=timezone.localdate())
        messages.success(request, _told(told))

    return edit(request, AddressesForm, save, page)


def _told(found: Imported) -> str:
    """What became of what was brought, in words."""
    words = [
        ngettext("%(n)s personne sera invitée.", "%(n)s personnes seront invitées.", found.added) % {"n": found.added}
    ]
    if found.known:
        words.append(_("Déjà là : %(n)s.") % {"n": found.known})
    if found.opposed:
        words.append(_("Ne veulent plus d'invitation : %(n)s.") % {"n": found.opposed})
    if found.unread:
        words.append(_("Ne sont pas des adresses : %(n)s.") % {"n": found.unread})
    return " ".join(words)


def _wave(edition: str, product: str, survey: str, slug: str) -> Wave:
    rows = Wave.objects.select_related("survey__enrolment__edition", "survey__enrolment__product")
    return get_object_or_404(rows, survey=survey_at(edition, product, survey), slug=slug)
