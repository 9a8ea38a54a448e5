"""Feeds of a product: how they are doing, added, changed, tried, switched on and off."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.programme.access import Right, allowed, may
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.described import initial
from gamma.ground.forms.editing import Page, State, edit
from gamma.instruments.harvest import actions, queries
from gamma.instruments.harvest.forms import FeedForm, form_of
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.models import Feed
from gamma.instruments.harvest.sources import KINDS
from gamma.instruments.harvest.views.around import enrolment_at, feed_at, to, way

SEE, WRITE = Right.FEED_SEE, Right.FEED_WRITE


@allowed(SEE)
@require_safe
def product(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """The feeds of a product, and how each is doing."""
    row = enrolment_at(edition, product)
    about = {
        "enrolment": row,
        "lines": queries.lines(row, timezone.localdate()),
        "writes": may(request, WRITE, edition, product),
        "crumbs": way(row),
    }
    return render(request, "harvest/product.html", about)


@allowed(WRITE)
@require_safe
def choose(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """Which kind of source to add."""
    row = enrolment_at(edition, product)
    about = {"enrolment": row, "kinds": list(KINDS.values()), "crumbs": way(row, (_("Ajouter un flux"), ""))}
    return render(request, "harvest/choose.html", about)


@allowed(WRITE, WRITE)
def add(request: HttpRequest, edition: str, product: str, kind: str) -> HttpResponse:
    """Describe a new feed of a kind."""
    row, word = enrolment_at(edition, product), _kind(kind)

    def save(form: FeedForm) -> str:
        who = person_of(request)
        made = actions.make_feed(form.described, kind=word, secret=form.secret, enrolment=row, by=who)
        return to("feed", row, made.pk)

    title, chosen = _("Ajouter un flux : %(kind)s") % {"kind": word.label}, (_("Ajouter un flux"), to("choose", row))
    saved = _("Le flux est enregistré. Il reste suspendu jusqu'à ce qu'un essai à blanc ait lu quelque chose.")
    crumbs = way(row, chosen, (str(word.label), ""))
    hint, name = str(KINDS[word].hint), row.product.name
    page = Page(title, _("Enregistrer le flux"), to("product", row), saved, hint, name, crumbs)
    return edit(
        request, form_of(word), save, page, choices=_choices(row), initial={"owner": str(person_of(request).pk)}
    )


@allowed(WRITE, WRITE)
def change(request: HttpRequest, edition: str, product: str, feed: int) -> HttpResponse:
    """Change a feed; its secret is given anew, or stays."""
    row = feed_at(edition, product, feed)
    enrolment = row.indicator.enrolment

    def save(form: FeedForm) -> None:
        actions.change_feed(row, form.described, secret=form.secret, by=person_of(request))

    back = to("feed", enrolment, row.pk)
    crumbs = way(enrolment, (row.title, back), (_("Modifier"), ""))
    saved = _(
        "Le flux est enregistré. Si ce qui est demandé a changé, il est suspendu jusqu'au prochain essai à blanc."
    )
    page = Page(_("Modifier le flux"), _("Enregistrer le flux"), back, saved, kicker=row.title, crumbs=crumbs)
    form = form_of(FeedKind(row.kind))
    return edit(request, form, save, page, state=_state(row), choices=_choices(enrolment))


@allowed(SEE)
@require_safe
def feed(request: HttpRequest, edition: str, product: str, feed: int) -> HttpResponse:
    """A feed: how it is doing, how it is set, its last runs."""
    row = feed_at(edition, product, feed)
    enrolment = row.indicator.enrolment
    address = reverse("harvest:receive", args=[row.address])
    about = {
        "enrolment": enrolment,
        "feed": row,
        "line": queries.line(row, timezone.localdate()),
        "sheet": queries.sheet(row),
        "runs": queries.runs(row),
        "trial": queries.last_trial(row),
        "address": request.build_absolute_uri(address) if row.kind == FeedKind.WEBHOOK else "",
        "writes": may(request, WRITE, edition, product),
        "crumbs": way(enrolment, (row.title, "")),
    }
    return render(request, "harvest/feed.html", about)


@allowed(SEE)
@require_safe
def run(request: HttpRequest, edition: str, product: str, feed: int, run: int) -> HttpResponse:
    """A run, and all that shows what came of it."""
    row = feed_at(edition, product, feed)
    found = get_object_or_404(queries.run_at(row, run))
    enrolment = row.indicator.enrolment
    about = {
        "enrolment": enrolment,
        "feed": row,
        "run": found,
        "evidence": queries.evidence(found),
        "figures": queries.figures(found),
        "readings": queries.readings(found),
        "crumbs": way(enrolment, (row.title, to("feed", enrolment, row.pk)), (_("Passage"), "")),
    }
    return render(request, "harvest/run.html", about)


@allowed(WRITE, WRITE)
@require_POST
def trial(request: HttpRequest, edition: str, product: str, feed: int) -> HttpResponse:
    """Try a feed for nothing: the run shows what would be read."""
    row = feed_at(edition, product, feed)
    back = to("feed", row.indicator.enrolment, row.pk)
    return do(request, lambda: actions.try_feed(row, now=timezone.now()), back=back)


@allowed(WRITE, WRITE)
@require_POST
def enable(request: HttpRequest, edition: str, product: str, feed: int) -> HttpResponse:
    """Have a feed read by itself."""
    row = feed_at(edition, product, feed)
    back, said = to("feed", row.indicator.enrolment, row.pk), _("Le flux est actif.")
    return do(request, lambda: actions.enable_feed(row, by=person_of(request)), back=back, said=said)


@allowed(WRITE, WRITE)
@require_POST
def suspend(request: HttpRequest, edition: str, product: str, feed: int) -> HttpResponse:
    """Have a feed read no more."""
    row = feed_at(edition, product, feed)
    back, said = to("feed", row.indicator.enrolment, row.pk), _("Le flux est suspendu.")
    return do(request, lambda: actions.suspend_feed(row, by=person_of(request)), back=back, said=said)


@allowed(WRITE, WRITE)
@require_POST
def ask(request: HttpRequest, edition: str, product: str, feed: int) -> HttpResponse:
    """Have a feed read now."""
    row = feed_at(edition, product, feed)
    back, said = to("feed", row.indicator.enrolment, row.pk), _("Le relevé est demandé : il se fera dans la minute.")
    return do(request, lambda: actions.ask_feed(row, by=person_of(request)), back=back, said=said)


@allowed(WRITE, WRITE)
@require_POST
def remove(request: HttpRequest, edition: str, product: str, feed: int) -> HttpResponse:
    """Take a feed away."""
    row = feed_at(edition, product, feed)
    enrolment, who = row.indicator.enrolment, person_of(request)
    back = to("product", enrolment)
    return do(request, lambda: actions.remove_feed(row, by=who), back=back, said=_("Le flux est retiré."))


def _kind(word: str) -> FeedKind:
    if word not in FeedKind.values:
        raise Http404
    return FeedKind(word)


def _choices(enrolment: Any) -> dict[str, Any]:
    return {"indicator": queries.indicator_choices(enrolment), "owner": queries.owner_choices(enrolment)}


def _state(feed: Feed) -> State:
    """What is recorded of a feed, field by field; its secret is never in a page."""
    said = {name: getattr(feed, name) for name in ("title", "first", "delay", "patience")}
    owner = str(feed.owner_id) if feed.owner_id else ""
    return State({**said, "indicator": feed.indicator.slug, "owner": owner, **initial({"parameters": feed.parameters})})
