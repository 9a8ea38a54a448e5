"""Views of who takes which part: in a whole edition (for its leads), or for one product (for who leads it)."""

from collections.abc import Mapping, Set
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme import actions, people
from gamma.cockpit.programme.access import Right, allowed, may, standing_of
from gamma.cockpit.programme.forms import InvitationForm, PartForm
from gamma.cockpit.programme.giving import Spot, spot_of
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.cockpit.programme.views.around import At, edition_at, enrolment_at, way, words_of
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit

edition_wide = allowed(Right.PEOPLE, Right.PEOPLE)
for_product = allowed(Right.PRODUCT_PEOPLE, Right.PRODUCT_PEOPLE)


def _people(request: HttpRequest, edition: str, product: str | None = None) -> HttpResponse:
    """Who takes part, and since when."""
    at = _at(edition, product)
    invites = may(request, Right.PRODUCT_PEOPLE if product else Right.PEOPLE, edition, product)
    rows = [(line, line.member and _to("member", at, line.member)) for line in people.lines(at, _roles(request, at))]
    title = _("Qui prend part")
    here = {"title": title, "rows": rows, "invite": _to("invite", at) if invites else ""}
    return render(request, "programme/people.html", {**here, "crumbs": way(request, title, at)})


def _invite(request: HttpRequest, edition: str, product: str | None = None) -> HttpResponse:
    """Invite someone; what is answered never tells whether they came before."""
    at, by = _at(edition, product), person_of(request)
    spots = people.spots(at, by)

    def save(form: InvitationForm) -> None:
        told = form.cleaned_data
        spot, role = _chosen(told, spots)
        actions.invite(told["email"], name=told["name"], role=role, spot=spot, by=by)

    title = _("Inviter une personne")
    lead = _("Une lettre lui dit sa part et comment se connecter. Elle ne voit rien avant de s'être connectée.")
    page = Page(
        title,
        _("Envoyer l'invitation"),
        _to("people", at),
        _("L'invitation est envoyée."),
        lead,
        crumbs=way(request, title, at),
    )
    return edit(request, InvitationForm, save, page, **people.choices(spots, _roles(request, at)))


def _member(request: HttpRequest, edition: str, member: int, product: str | None = None) -> HttpResponse:
    """Change the part someone takes, send the letter again, or end it."""
    at, by = _at(edition, product), person_of(request)
    part = _part(at, member)
    spots = people.spots(at, by)

    def save(form: PartForm) -> None:
        spot, role = _chosen(form.cleaned_data, spots)
        actions.change_part(part, role=role, spot=spot, by=by)

    title = _("La part de %(who)s") % {"who": people.called(part)}
    more = {"part": part, "resend": _to("resend", at, member), "remove": _to("remove-member", at, member)}
    page = Page(
        title,
        _("Changer cette part"),
        _to("people", at),
        _("La part est changée."),
        crumbs=way(request, title, at),
        more={**more, "come": people.has_come(part)},
    )
    state = State({"role": part.role, "where": people.key(spot_of(part))})
    options = people.choices(spots, _roles(request, at))
    return edit(request, PartForm, save, page, state=state, template="programme/member.html", **options)


def _resend(request: HttpRequest, edition: str, member: int, product: str | None = None) -> HttpResponse:
    """Send the letter once more."""
    at, by = _at(edition, product), person_of(request)
    part = _part(at, member)
    said = _("La lettre est envoyée de nouveau.")
    return do(
        request, lambda: actions.resend(part, by=by), back=_to("people", at), stay=_to("member", at, member), said=said
    )


def _remove(request: HttpRequest, edition: str, member: int, product: str | None = None) -> HttpResponse:
    """End the part someone takes."""
    at, by = _at(edition, product), person_of(request)
    part = _part(at, member)
    said = _("Cette personne ne prend plus cette part.")
    return do(
        request,
        lambda: actions.remove_part(part, by=by),
        back=_to("people", at),
        stay=_to("member", at, member),
        said=said,
    )


edition_people = allowed(Right.PEOPLE)(require_safe(_people))
product_people = allowed(Right.PRODUCT_SEE)(require_safe(_people))
edition_invite, product_invite = edition_wide(_invite), for_product(_invite)
edition_member, product_member = edition_wide(_member), for_product(_member)
edition_resend, product_resend = edition_wide(require_POST(_resend)), for_product(require_POST(_resend))
edition_remove, product_remove = edition_wide(require_POST(_remove)), for_product(require_POST(_remove))


def _at(edition: str, product: str | None) -> At:
    return enrolment_at(edition, product) if product else edition_at(edition)


def _roles(request: HttpRequest, at: At) -> Set[str]:
    """The roles that the reader holds at a place."""
    return standing_of(request, words_of(at)).roles


def _part(at: At, member: int) -> Membership:
    return get_object_or_404(people.parts(at), pk=member)


def _chosen(told: Mapping[str, Any], spots: Mapping[str, Spot]) -> tuple[Spot, MemberRole]:
    """Where there is but one place, it is not asked."""
    return spots[told.get("where") or next(iter(spots))], MemberRole(told["role"])


def _to(name: str, at: At, *more: int) -> str:
    prefix = "product-" if isinstance(at, Enrolment) else ""
    return reverse(f"programme:{prefix}{name}", args=[*words_of(at).values(), *more])
