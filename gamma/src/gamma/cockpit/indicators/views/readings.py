"""Readings: given, corrected, withdrawn, one at a time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gamma.cockpit.indicators import actions, queries
from gamma.cockpit.indicators.forms.definitions import ReasonForm
from gamma.cockpit.indicators.forms.readings import ReadingForm
from gamma.cockpit.indicators.lists import Kind, Precision
from gamma.cockpit.indicators.models import Definition, Indicator, Reading
from gamma.cockpit.indicators.queries.words import dated, period
from gamma.cockpit.indicators.views import around
from gamma.cockpit.programme.access import Right, allowed
from gamma.cockpit.programme.actions import TYPED
from gamma.cockpit.programme.queries import is_over
from gamma.ground.accounts.queries import person_of
from gamma.ground.forms.editing import State, edit


@allowed(Right.READING_WRITE, Right.READING_WRITE, past=around.PAST)
def read(request: HttpRequest, edition: str, product: str, indicator: str) -> HttpResponse:
    """Give a reading: the period that is due is filled in."""
    row = around.indicator_of(edition, product, indicator)
    today = timezone.localdate()

    def save(form: ReadingForm) -> None:
        actions.record_reading(form.described, indicator=row, by=person_of(request), today=today)

    page = around.page_under(row, _("Donner un relevé"), _("Enregistrer le relevé"), _("Le relevé est enregistré."))
    definitions = list(row.definitions.all())
    without = ["reason", *_unasked(definitions[-1]), *(["version"] if len(definitions) == 1 else [])]
    begun = {"version": str(len(definitions)), "precision": Precision.EXACT, **_begun(row, today)}
    return edit(request, ReadingForm, save, page, choices=_choices(row), without=without, initial=begun)


@allowed(Right.READING_WRITE, Right.READING_WRITE, past=around.PAST)
def correct(request: HttpRequest, edition: str, product: str, indicator: str, key: int) -> HttpResponse:
    """Correct a reading, for a reason: the form opens on what is said now."""
    row = around.indicator_of(edition, product, indicator)
    kept = around.reading_of(row, key)

    def save(form: ReadingForm) -> None:
        actions.correct_reading(kept, form.described, by=person_of(request), today=timezone.localdate())

    title = _("Corriger le relevé : %(period)s") % {"period": period(kept.period)}
    page = around.page_under(row, title, _("Enregistrer la correction"), _("La correction est enregistrée."))
    fixed = {"period": kept.period, "source": kept.source.slug, "version": kept.definition.version}
    without = ["period", "source", "version", *_unasked(kept.definition, kept)]
    return edit(
        request, ReadingForm, save, page, state=_state(kept), initial={"reason": {}}, fixed=fixed, without=without
    )


@allowed(Right.READING_WRITE, Right.READING_WRITE, past=around.PAST)
def withdraw(request: HttpRequest, edition: str, product: str, indicator: str, key: int) -> HttpResponse:
    """Withdraw a reading, for a reason: it stays readable, and holds no more."""
    row = around.indicator_of(edition, product, indicator)
    kept = around.reading_of(row, key)

    def save(form: ReasonForm) -> None:
        actions.withdraw_reading(kept, reason=form.cleaned_data["reason"], by=person_of(request))

    lead = _("Le relevé %(figure)s ne comptera plus ; il restera lisible avec la raison.") % {"figure": dated(kept)}
    page = around.page_under(row, _("Retirer le relevé"), _("Retirer"), _("Le relevé est retiré."), lead=lead)
    return edit(request, ReasonForm, save, page, state=_state(kept), initial={"reason": {}})


def _choices(indicator: Indicator) -> dict[str, Any]:
    sources = queries.source_choices(indicator.enrolment.edition)
    return {"source": sources, "version": queries.version_choices(indicator)}


def _begun(indicator: Indicator, today: Any) -> dict[str, Any]:
    """What need not be typed of a reading made now."""
    if is_over(indicator.enrolment.edition, today):
        return {"source": TYPED}
    found = next((one for one in queries.due([indicator.enrolment], today) if one.indicator.pk == indicator.pk), None)
    coming = found.coming.text if found and found.coming else ""
    return {"source": TYPED, "taken_on": today.isoformat(), "period": coming}


def _unasked(definition: Definition, kept: Reading | None = None) -> list[str]:
    """The fields that a kind of figure has no use for, but for what a reading says already."""
    unasked = {Kind.RATIO: (), Kind.SURVEY_SHARE: (), Kind.SCORE: ("numerator",)}
    names = unasked.get(Kind(definition.kind), ("numerator", "n"))
    return [name for name in names if kept is None or getattr(kept, name) is None]


def _state(reading: Reading) -> State:
    """What is said now of a reading, which another may have changed while the form was open."""
    said = around.typed(queries.reading_said(reading))
    return State({**said, "withdrawn": reading.withdrawn}, reading.recorded_by)
