"""Views of the weekly half hour: a page to look at together, begun, filled and closed."""

from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews import actions, queries
from gamma.cockpit.reviews.forms import SlotForm
from gamma.cockpit.reviews.models import CheckIn, Slot
from gamma.cockpit.reviews.views.around import enrolment_at, roles_at, title_of, to, way
from gamma.cockpit.reviews.views.sorts import SORTS, beginning, choices, taking_part
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit, resume

writes = allowed(Right.CHECKIN_WRITE, Right.CHECKIN_WRITE)


@allowed(Right.CHECKIN_SEE)
@require_safe
def product(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """The rhythm of a product: this week's check-in, those before it, and the meetings of the edition."""
    kept, today = enrolment_at(edition, product), timezone.localdate()
    about = {
        "enrolment": kept,
        "monday": actions.monday(today),
        "pulse": queries.pulses(Enrolment.objects.filter(pk=kept.pk), today)[kept.pk],
        "checkins": kept.checkins.order_by("-week"),
        "reviews": kept.edition.reviews.all(),
        "slot": getattr(kept, "slot", None) or Slot(),
        "writes": may(request, Right.CHECKIN_WRITE, edition, product),
        "decides": may(request, Right.REVIEW_DECIDE, edition, product),
        "crumbs": way(request, kept),
    }
    return render(request, "reviews/product.html", about)


@writes
def slot(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Say when a product meets each week."""
    kept = enrolment_at(edition, product)
    now = getattr(kept, "slot", None) or Slot()
    page = Page(
        _("Quand le point a lieu"),
        _("Enregistrer le jour et l'heure"),
        to("product", kept),
        _("Le jour et l'heure sont enregistrés. La veille, chacun reçoit ce qui manque encore."),
        crumbs=way(request, kept, (_("Quand le point a lieu"), "")),
    )

    def save(form: SlotForm) -> None:
        actions.set_slot(kept, form.described, by=person_of(request))

    return edit(request, SlotForm, save, page, state=State({"weekday": str(now.weekday), "hour": str(now.hour)}))


@allowed(Right.CHECKIN_SEE)
@require_safe
def week(request: HttpRequest, edition: str, product: str, day: date) -> HttpResponse:
    """The check-in of a week, to look at together on a shared screen."""
    if day != actions.monday(day):
        return redirect("reviews:week", edition, product, actions.monday(day))
    kept = enrolment_at(edition, product)
    found = queries.week(kept, day, now=timezone.now(), roles=roles_at(request, kept))
    writes = may(request, Right.CHECKIN_WRITE, edition, product)
    about = {
        "enrolment": kept,
        "week": found,
        "today": timezone.localdate(),
        "begins": writes and found.checkin is None and day <= timezone.localdate(),
        "writes": writes,
        "reads": may(request, Right.READING_WRITE, edition, product),
        "adding": _adding(request, kept, day) if writes and found.open else {},
        "title": title_of(day),
        "crumbs": way(request, kept, (title_of(day), "")),
    }
    return render(request, "reviews/week.html", about)


@allowed(Right.CHECKIN_WRITE, Right.CHECKIN_WRITE)
@require_POST
def begin(request: HttpRequest, edition: str, product: str, day: date) -> HttpResponse:
    """Begin the check-in of a week."""
    kept = enrolment_at(edition, product)

    def act() -> None:
        actions.begin(kept, week=day, by=person_of(request), now=timezone.now())

    return do(request, act, back=to("week", kept, day=day))


@allowed(Right.CHECKIN_WRITE, Right.CHECKIN_WRITE)
@require_POST
def close(request: HttpRequest, edition: str, product: str, day: date) -> HttpResponse:
    """Close it."""
    kept = enrolment_at(edition, product)
    row = get_object_or_404(CheckIn, enrolment=kept, week=day)

    def act() -> None:
        actions.close(row, by=person_of(request), now=timezone.now())

    said = _("Le point est clos. Le prochain reprendra les actions et les blocages ouverts.")
    return do(request, act, back=to("week", kept, day=day), said=said)


@dataclass(frozen=True)
class Adding:
    """A form to add a line, on the page itself; `open` when something was typed there and not sent."""

    form: Form
    href: str
    title: Promise
    verb: Promise
    open: bool


def _adding(request: HttpRequest, enrolment: Enrolment, day: date) -> dict[str, Adding]:
    by, parts, roles = person_of(request), taking_part(enrolment), roles_at(request, enrolment)
    found = {}
    for word, sort in SORTS.items():
        said = beginning(word, by, timezone.localdate())
        offered = choices(word, parts, roles)
        form = sort.form(None, initial=said, choices=offered, auto_id=f"{word}_%s")
        href = to("add", enrolment, day=day, line=word)
        found[word] = Adding(form, href, sort.adding, sort.verb, resume(form, path=href, by=by))
    return found
