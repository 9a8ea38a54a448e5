"""Views of the lines of a check-in: written, said otherwise, ticked, lifted, taken back."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews import actions, queries
from gamma.cockpit.reviews.forms import LiftForm
from gamma.cockpit.reviews.models import Blocker, CheckIn, Note
from gamma.cockpit.reviews.views.around import enrolment_at, roles_at, title_of, to, way
from gamma.cockpit.reviews.views.sorts import SORTS, Sort, beginning, choices, taking_part
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.described import FactsForm
from gamma.ground.forms.editing import Page, State, edit

writes = allowed(Right.CHECKIN_WRITE, Right.CHECKIN_WRITE)
lifts = allowed(Right.BLOCKER_LIFT, Right.BLOCKER_LIFT)


@writes
def add(request: HttpRequest, edition: str, product: str, day: date, line: str) -> HttpResponse:
    """Add a line to a check-in; what is refused is said on a page of its own, with what was typed."""
    kept, sort, by = enrolment_at(edition, product), SORTS[line], person_of(request)
    row = get_object_or_404(CheckIn.objects.select_related("enrolment__edition"), enrolment=kept, week=day)

    def save(form: FactsForm[Any]) -> None:
        actions.add(sort.model, form.described, checkin=row, by=by)

    page = _page(request, row, sort, sort.adding, sort.verb)
    said = beginning(line, by, timezone.localdate())
    return edit(request, sort.form, save, page, initial=said, choices=_choices(request, kept, line))


@writes
def line(request: HttpRequest, edition: str, product: str, line: str, row: int) -> HttpResponse:
    """Say a line otherwise."""
    kept = _line(request, edition, product, line, row)
    sort, enrolment = SORTS[line], kept.checkin.enrolment

    def save(form: FactsForm[Any]) -> None:
        actions.change(kept, form.described, by=person_of(request))

    gone = to("remove-line", enrolment, line=line, row=row)
    page = _page(request, kept.checkin, sort, sort.correcting, _("Enregistrer"), gone)
    state, offered = State(sort.said(kept)), _choices(request, enrolment, line)
    return edit(request, sort.form, save, page, state=state, choices=offered)


@allowed(Right.CHECKIN_WRITE, Right.CHECKIN_WRITE)
@require_POST
def remove(request: HttpRequest, edition: str, product: str, line: str, row: int) -> HttpResponse:
    """Take back a line written by mistake."""
    kept = _line(request, edition, product, line, row)
    back = _week(kept.checkin, SORTS[line].place)
    return do(request, lambda: actions.remove(kept, by=person_of(request)), back=back)


@allowed(Right.CHECKIN_WRITE, Right.CHECKIN_WRITE)
@require_POST
def tick(request: HttpRequest, edition: str, product: str, action: int) -> HttpResponse:
    """Say that an action is done, or is not."""
    kept = _line(request, edition, product, "action", action)

    def act() -> None:
        done = request.POST.get("done") == "1"
        actions.tick(kept, done=done, by=person_of(request), today=timezone.localdate())

    return do(request, act, back=_back(request, _week(kept.checkin, "actions")))


@lifts
def lift(request: HttpRequest, edition: str, product: str, blocker: int) -> HttpResponse:
    """Say that a blocker is lifted, and how; a sponsor lifts what a sponsor is asked for."""
    kept = _blocker(request, edition, product, blocker)
    back = _back(request, _week(kept.checkin, "blocages") if _inside(request, edition, product) else "programme:desk")
    page = Page(
        _("Lever un blocage"),
        _("Le blocage est levé"),
        back,
        _("Le blocage est levé."),
        kept.text,
        crumbs=way(request, kept.checkin.enrolment, (_("Lever un blocage"), "")),
    )

    def save(form: LiftForm) -> None:
        actions.lift(kept, how=form.described.how, by=person_of(request), today=timezone.localdate())

    return edit(request, LiftForm, save, page, state=State({"how": kept.how}))


@allowed(Right.CHECKIN_WRITE, Right.CHECKIN_WRITE)
@require_POST
def reopen(request: HttpRequest, edition: str, product: str, blocker: int) -> HttpResponse:
    """Say that a blocker still stands."""
    kept = _line(request, edition, product, "blocage", blocker)
    back = _back(request, _week(kept.checkin, "blocages"))
    return do(request, lambda: actions.reopen(kept, by=person_of(request)), back=back)


def _line(request: HttpRequest, edition: str, product: str, line: str, row: int) -> Any:
    """A line that the reader may know of."""
    sort = SORTS[line]
    rows = sort.model.objects.select_related("checkin__enrolment__edition", "checkin__enrolment__product")
    kept = get_object_or_404(
        rows, pk=row, checkin__enrolment__edition__slug=edition, checkin__enrolment__product__slug=product
    )
    if isinstance(kept, Note) and kept.audience not in queries.readable(roles_at(request, kept.enrolment)):
        raise Http404
    return kept


def _blocker(request: HttpRequest, edition: str, product: str, row: int) -> Blocker:
    kept = _line(request, edition, product, "blocage", row)
    mine = isinstance(kept, Blocker) and (
        kept.asked_role == MemberRole.SPONSOR or kept.asked_person_id == person_of(request).pk
    )
    if not isinstance(kept, Blocker) or not (mine or may(request, Right.CHECKIN_WRITE, edition, product)):
        raise Http404
    return kept


def _inside(request: HttpRequest, edition: str, product: str) -> bool:
    return may(request, Right.CHECKIN_SEE, edition, product)


def _week(checkin: CheckIn, place: str) -> str:
    return f"{to('week', checkin.enrolment, day=checkin.week)}#{place}"


def _back(request: HttpRequest, usual: str) -> str:
    """Where one came from, when the page says so: an action is ticked from the week that carries it on."""
    said = request.POST.get("next") or request.GET.get("next") or ""
    return said if url_has_allowed_host_and_scheme(said, None) else usual


def _page(request: HttpRequest, row: CheckIn, sort: Sort, title: object, verb: object, gone: str = "") -> Page:
    back = _week(row, sort.place)
    crumbs = way(request, row.enrolment, (title_of(row.week), back), (str(title), ""))
    return Page(str(title), str(verb), back, crumbs=crumbs, gone=gone)


def _choices(request: HttpRequest, enrolment: Enrolment, line: str) -> dict[str, Any]:
    return choices(line, taking_part(enrolment), roles_at(request, enrolment))
