"""Taking: a machine appends what it read, with its proof, under a source of its own; what people typed stays beside."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions.appending import same
from gamma.cockpit.indicators.actions.readings import chain
from gamma.cockpit.indicators.facts.proofs import Proof
from gamma.cockpit.indicators.lists import WINDOW_LABELS
from gamma.cockpit.indicators.models import Definition, Evidence, Reading, covered
from gamma.cockpit.indicators.queries.binding import in_unit_of
from gamma.cockpit.indicators.units import unit as named
from gamma.cockpit.programme.actions import writing
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Source
from gamma.ground.audit.actions import made
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.ground.measures import Count
from gamma.ground.periods import Period, Window

SENTENCE = 300
EXACTLY, LARGEST = Decimal("0.000001"), Decimal(10) ** 15


class NothingRead(UserError):
    """An answer that holds no number: no reading is made of it."""


def take_reading(
    count: Count, *, definition: Definition, source: Source, proof: Proof, by: str, now: datetime
) -> Reading:
    """Append the reading of `count.period` that a measure or a harvest gave; return the reading in force.

    Said again the same, it adds nothing; said otherwise, it is the next revision, with a reason of its own. A reading
    that a person withdrew stays withdrawn. Raises UserError for a period that is not over, a window or a unit that is
    not the definition's, a number too large, and NothingRead where there is none.
    """
    if source.kind != SourceKind.MEASURED:
        raise ValueError(f"{source} is read by people: what a machine reads has a source of its own")
    _refuse_unlike(count.period.window, count.unit, definition)
    _refuse_early(count.period, localdate(now))
    figures, enrolment = _figures(count), definition.indicator.enrolment
    with writing(enrolment.edition) as tally:
        kept = chain(definition, count.period.text, source)
        if kept and (kept[-1].withdrawn or same(kept[-1], figures)):
            return kept[-1]
        said = {**figures, **_said(count, proof, by, now), **_succeeding(kept, figures["value"], proof)}
        row = Reading(definition=definition, source=source, proof=_evidence(proof), **covered(count.period), **said)
        row.save(force_insert=True)
        made(row, by=by, scope=enrolment.scope, verb="corrected" if kept else "made")
        tally.note(Reading, "changed" if kept else "new")
        return row


def _refuse_unlike(window: Window, unit: str, definition: Definition) -> None:
    """Stop where what is measured is no figure of this definition: another window, another unit. Raises UserError."""
    if window != definition.span_window:
        what = _("Cet indicateur se lit %(window)s, et non %(other)s : choisir une mesure de même période.")
        labels = {"window": WINDOW_LABELS[definition.span_window], "other": WINDOW_LABELS[window]}
        raise UserError(what % labels)
    if not in_unit_of(definition, unit):
        what = _("Cet indicateur se compte en %(unit)s, et non en %(other)s : choisir une mesure de même unité.")
        own = named(definition.unit.names) if definition.unit else _("nombre sans unité")
        raise UserError(what % {"unit": own, "other": quoted(unit)})


def _refuse_early(period: Period, today: date) -> None:
    """A period is read once it is over; an instant known to the day, from that day on."""
    if period.last is None:
        raise UserError(_("%(period)s ne dit pas quand finit la période.") % {"period": quoted(period.text)})
    over = period.last <= today if period.window is Window.INSTANT and period.certain else period.last < today
    if not over:
        what = _("%(period)s n'est pas finie : elle sera relevée le lendemain de son dernier jour.")
        raise UserError(what % {"period": quoted(period.text)})


def _figures(count: Count) -> dict[str, Any]:
    """What makes a reading another one: the number, what it rests on, how precise it is."""
    if count.value is None or not count.value.is_finite():
        raise NothingRead(_("Rien à relever pour %(period)s.") % {"period": quoted(count.period.text)})
    if abs(count.value) >= LARGEST:
        raise UserError(_("%(value)s est trop grand pour un relevé.") % {"value": quoted(count.value)})
    return {"value": count.value.quantize(EXACTLY), "n": count.n, "precision": count.precision}


def _said(count: Count, proof: Proof, by: str, now: datetime) -> dict[str, Any]:
    return {
        "taken_on": localdate(now).isoformat(),
        "tool": proof.tool[:80],
        "evidence": _short(count.evidence),
        "recorded_by": by[:200],
        "recorded_at": now,
    }


def _short(sentence: str) -> str:
    text = " ".join(sentence.split())
    return text if len(text) <= SENTENCE else f"{text[: SENTENCE - 1].rsplit(' ', 1)[0]}…"


def _succeeding(kept: list[Reading], value: Decimal, proof: Proof) -> dict[str, Any]:
    """The place of a row after those kept, and the reason that a correction needs."""
    if not kept:
        return {"revision": 0}
    told = {"tool": proof.tool, "before": _plain(kept[-1].value), "after": _plain(value)}
    reason = {
        "fr": "Relevé de nouveau par {tool} : la réponse a changé depuis ({before}, puis {after})",
        "en": "Read again by {tool}: the answer has changed since ({before}, then {after})",
    }
    return {"revision": len(kept), "reason": {name: text.format(**told) for name, text in reason.items()}}


def _plain(value: Decimal | None) -> str:
    return "–" if value is None else f"{value.normalize():f}"


def _evidence(proof: Proof) -> Evidence:
    return Evidence.objects.create(**asdict(proof))
