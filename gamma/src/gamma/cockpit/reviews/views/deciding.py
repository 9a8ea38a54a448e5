"""Views of what reviews decide of the indicators of a product, and of what came of its targets."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.indicators.queries import Track, tracks
from gamma.cockpit.programme.access import Right, allowed, may
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import is_over
from gamma.cockpit.reviews import actions, queries
from gamma.cockpit.reviews.forms import DecisionForm
from gamma.cockpit.reviews.lists import Choice
from gamma.cockpit.reviews.models import Decision, Review
from gamma.cockpit.reviews.sheets import DecidingForm
from gamma.cockpit.reviews.views.around import enrolment_at, to, way
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.clicking import do
from gamma.ground.forms.editing import Page, State, edit
from gamma.ground.texts import chosen

decides = allowed(Right.REVIEW_DECIDE, Right.REVIEW_DECIDE)
FIELDS = ("decided", "dated", "reason", "note")


@decides
def decide(request: HttpRequest, edition: str, product: str, review: str) -> HttpResponse:
    """Keep, replace or retire each indicator of a product, at a review."""
    kept, today = enrolment_at(edition, product), timezone.localdate()
    row = get_object_or_404(Review, edition=kept.edition, slug=review)
    found = tracks(kept.indicators.filter(followed=True).order_by("rank"))
    decided = {one.indicator_id: one for one in Decision.objects.filter(review=row, indicator__enrolment=kept)}
    asked = [one for one in found if one.indicator.status == Status.ACTIVE or one.indicator.pk in decided]

    def save(form: DecidingForm) -> None:
        actions.decide(row, form.described, enrolment=kept, by=person_of(request), today=today)

    page = Page(
        _("%(review)s : garder, remplacer, abandonner") % {"review": row.get_kind_display().capitalize()},
        _("Enregistrer les décisions"),
        to("decisions", kept),
        _("Les décisions sont enregistrées."),
        _("De chaque indicateur, dites ce qui est décidé et pourquoi. Celui dont rien n'est dit attend."),
        kept.product.name,
        way(request, kept, (_("Décisions"), to("decisions", kept)), (row.get_kind_display(), "")),
        {"layout": "reviews/parts/choices.html", "last": {one.indicator.slug: one for one in asked}},
    )
    return edit(
        request,
        DecidingForm,
        save,
        page,
        state=State(_said(asked, decided)),
        indicators={one.indicator.slug: chosen(one.definition.name) for one in asked},
        successors=_successors(found),
        excused=is_over(kept.edition, today),
    )


@allowed(Right.SPONSOR_SEE)
@require_safe
def results(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """What came of each target at the end, and whether it held two months later."""
    kept = enrolment_at(edition, product)
    title = _("Bilan, et deux mois après")
    found = queries.results(kept, timezone.localdate())
    about = {"enrolment": kept, "results": found, "title": title, "crumbs": way(request, kept, (title, ""))}
    return render(request, "reviews/results.html", about)


@allowed(Right.SPONSOR_SEE)
@require_safe
def decisions(request: HttpRequest, edition: str, product: str) -> HttpResponse:
    """What was decided of each indicator, in order."""
    kept = enrolment_at(edition, product)
    rows = kept.indicators.prefetch_related("definitions", "decisions__review", "decisions__source")
    about = {
        "enrolment": kept,
        "indicators": [(row, list(row.definitions.all())[-1].name, row.decisions.all()) for row in rows],
        "reviews": kept.edition.reviews.all(),
        "decides": may(request, Right.REVIEW_DECIDE, edition, product),
        "crumbs": way(request, kept, (_("Décisions"), "")),
    }
    return render(request, "reviews/decisions.html", about)


@decides
def new(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Tell of a decision as it was taken."""
    row = _indicator(edition, product, indicator)

    def save(form: DecisionForm) -> None:
        actions.make_decision(form.described, indicator=row, by=person_of(request), today=timezone.localdate())

    page = _page(request, row, _("Dire ce qui a été décidé"), _("Ajouter la décision"))
    return edit(request, DecisionForm, save, page, initial={"dated": True}, choices=_choices(row.enrolment))


@decides
def decision(request: HttpRequest, edition: str, product: str, indicator: str, decision: int) -> HttpResponse:
    """Correct what is said of a decision."""
    kept = _decision(edition, product, indicator, decision)

    def save(form: DecisionForm) -> None:
        actions.change_decision(kept, form.described, by=person_of(request), today=timezone.localdate())

    gone = to("remove-decision", kept.indicator.enrolment, indicator=indicator, decision=decision)
    page = _page(request, kept.indicator, _("Corriger une décision"), _("Enregistrer la décision"), gone=gone)
    said = {name: getattr(kept, name) for name in FIELDS}
    state = State({**said, "review": kept.review.slug, "source": kept.source.slug})
    choices = _choices(kept.indicator.enrolment)
    return edit(request, DecisionForm, save, page, state=state, choices=choices)


@decides
@require_POST
def remove(request: HttpRequest, edition: str, product: str, indicator: str, decision: int) -> HttpResponse:
    """Take back a decision recorded by mistake."""
    kept = _decision(edition, product, indicator, decision)
    back = to("decisions", kept.indicator.enrolment)
    return do(request, lambda: actions.remove_decision(kept, by=person_of(request)), back=back)


def _said(asked: list[Track], decided: Mapping[int, Decision]) -> dict[str, Any]:
    """What the form shows of what is decided already."""
    said: dict[str, Any] = {}
    for one in asked:
        row, found = one.indicator, decided.get(one.indicator.pk)
        known = found if found and found.decided in Choice.values else None
        said[f"decided_{row.slug}"] = known.decided if known else None
        said[f"reason_{row.slug}"] = known.reason if known else {}
        said[f"successor_{row.slug}"] = row.successor.slug if known and row.successor else None
    return said


def _successors(found: list[Track]) -> list[tuple[str, str]]:
    standing = (one for one in found if one.indicator.status != Status.RETIRED)
    return [(one.indicator.slug, chosen(one.definition.name)) for one in standing]


def _choices(enrolment: Enrolment) -> dict[str, list[tuple[str, str]]]:
    reviews = [(row.slug, row.get_kind_display()) for row in enrolment.edition.reviews.all()]
    return {"review": reviews, "source": [(row.slug, chosen(row.title)) for row in enrolment.edition.sources.all()]}


def _indicator(edition: str, product: str, slug: str) -> Indicator:
    rows = Indicator.objects.select_related("enrolment__edition", "enrolment__product")
    return get_object_or_404(rows, enrolment__edition__slug=edition, enrolment__product__slug=product, slug=slug)


def _decision(edition: str, product: str, indicator: str, decision: int) -> Decision:
    rows = Decision.objects.select_related("review", "source", "indicator__enrolment__edition")
    return get_object_or_404(rows, pk=decision, indicator=_indicator(edition, product, indicator))


def _page(request: HttpRequest, row: Indicator, title: str, verb: str, gone: str = "") -> Page:
    enrolment = row.enrolment
    back = to("decisions", enrolment)
    crumbs = way(request, enrolment, (_("Décisions"), back), (title, ""))
    name = chosen(row.definitions.latest("version").name)
    return Page(title, verb, back, _("La décision est enregistrée."), name, crumbs=crumbs, gone=gone)
