"""Hosts that the feeds of an edition may ask: whoever leads it says which."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.models import Edition
from gamma.ground.accounts.queries import person_of
from gamma.ground.design.shapes import Crumb
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, edit
from gamma.ground.texts import chosen
from gamma.instruments.harvest import actions, queries
from gamma.instruments.harvest.forms import HostForm


@allowed(Right.EDITION_WRITE, Right.EDITION_WRITE)
def hosts(request: HttpRequest, edition: str) -> HttpResponse:
    """The list, and one more."""
    row = get_object_or_404(Edition, slug=edition)

    def save(form: HostForm) -> None:
        actions.allow_host(form.described, edition=row, by=person_of(request))

    return edit(request, HostForm, save, _page(row), template="harvest/hosts.html")


@allowed(Right.EDITION_WRITE, Right.EDITION_WRITE)
@require_POST
def forbid(request: HttpRequest, edition: str, host: int) -> HttpResponse:
    """Take a host off the list."""
    row = get_object_or_404(queries.hosts(get_object_or_404(Edition, slug=edition)), pk=host)
    back, said = reverse("harvest:hosts", args=[edition]), _("L'hôte n'est plus autorisé.")
    return do(request, lambda: actions.forbid_host(row, by=person_of(request)), back=back, said=said)


def _page(edition: Edition) -> Page:
    crumbs = [Crumb(_("Mon espace"), reverse("programme:desk")), Crumb(_("Hôtes autorisés"))]
    return Page(
        title=_("Hôtes que les moissons peuvent interroger"),
        verb=_("Autoriser cet hôte"),
        back=reverse("harvest:hosts", args=[edition.slug]),
        saved=_("L'hôte est autorisé."),
        lead=_(
            "Un flux n'interroge que ces hôtes. Un secret peut leur être envoyé : n'y mettre que ceux qu'on connaît."
        ),
        kicker=chosen(edition.label),
        crumbs=crumbs,
        more={"hosts": queries.hosts(edition), "edition": edition},
    )
