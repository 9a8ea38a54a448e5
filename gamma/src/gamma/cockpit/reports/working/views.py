"""Views: each declares the right it asks for, asks one query or one action, and lays it out."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import enrolment_named
from gamma.cockpit.reports import actions, queries
from gamma.cockpit.reports.models import Key
from gamma.cockpit.reports.queries import links
from gamma.cockpit.reports.working.forms import KeyForm
from gamma.ground.access import EVERYONE, access
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.editing import Page, edit
from gamma.ground.texts import chosen


@allowed(read=Right.SPONSOR_SEE)
@require_safe
def sponsor(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """What a sponsor needs of a product, on one screen and on one sheet of paper."""
    row = _enrolment(edition, product)
    return render(request, "reports/working/sponsor.html", {"sponsor": queries.sponsor_page(row, _today())})


@never_cache
@allowed(read=Right.KEYS, write=Right.KEYS)
def keys(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """The keys of a product; a new one is told on the page that answers, and nowhere after."""
    row = _enrolment(edition, product)
    told: list[str] = []

    def save(form: KeyForm) -> None:
        name = form.cleaned_data["name"]
        told.append(actions.make_key(enrolment=row, name=name, by=person_of(request), now=timezone.now())[1])

    page = _keys_page(row)
    answer = edit(request, KeyForm, save, page, template="reports/working/keys.html")
    return render(request, "reports/working/key.html", {"page": page, "secret": told[0]}) if told else answer


@allowed(read=Right.KEYS, write=Right.KEYS)
@require_POST
def revoke(request: HttpRequest, edition: str, product: str, key: int) -> HttpResponse:
    """Revoke a key of a product."""
    row = get_object_or_404(Key, pk=key, enrolment=_enrolment(edition, product))
    actions.revoke_key(row, by=person_of(request), now=timezone.now())
    messages.success(request, _("La clé « %(name)s » ne sert plus.") % {"name": row.name})
    return redirect("reports:keys", edition, product)


@access(EVERYONE, EVERYONE)
def stop(request: HttpRequest, letter: str) -> HttpResponse:
    """Stop a letter, from the link that it bears; asked again before it is done, and nobody has to sign in."""
    found = queries.letter_of(letter)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.stop_letter(found, now=timezone.now())
    return render(request, "reports/working/stop.html", {"letter": found, "stopped": request.method == "POST"})


def _today() -> date:
    return timezone.localdate()


def _enrolment(edition: str, product: str) -> Enrolment:
    return get_object_or_404(enrolment_named(edition, product))


def _keys_page(row: Enrolment) -> Page:
    edition, product = row.edition, row.product
    steps = ((chosen(edition.label), links.to_edition(edition)), (product.name, links.to_product(row)))
    return Page(
        title=_("Les clés du service"),
        verb=_("Créer une clé"),
        back=reverse("reports:keys", args=[edition.slug, product.slug]),
        lead=_("Une clé permet à un programme d'envoyer les relevés de ce service, et de lui seul."),
        kicker=f"{product.name} · {chosen(edition.label)}",
        crumbs=links.crumbs(*steps, (_("Clés"), "")),
        more={"keys": queries.keys(row), "enrolment": row},
    )
