"""Exporting: an edition as it is kept becomes the Season that, loaded elsewhere, makes the same edition."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db.models import Model

from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.programme.queries import edition_facts, product_facts, source_facts
from gamma.cockpit.reports.season.schema import FORMAT, Season

Facts = dict[str, Any]

EVERYTHING = (
    "product__phases",
    "sponsorships__organisation",
    "levers__sources",
    "indicators__definitions__unit",
    "indicators__definitions__targets__source",
    "indicators__definitions__readings__source",
    "indicators__claims__source",
    "indicators__decisions__source",
    "indicators__decisions__review",
    "indicators__successor",
    "indicators__supports",
)


def exported(edition: Edition) -> Season:
    """Everything kept of an edition, in the order it was given."""
    enrolments = list(edition.enrolments.select_related("product").prefetch_related(*EVERYTHING))
    return Season.model_validate(
        {
            "format": FORMAT,
            "units": {unit.slug: unit.names for unit in edition.units.order_by("pk")},
            "edition": edition_facts(edition),
            "sources": [source_facts(source) for source in edition.sources.select_related("became")],
            "reviews": [_review(review) for review in edition.reviews.prefetch_related("sources")],
            "products": [_product(enrolment) for enrolment in enrolments],
        }
    )


def _said(row: Model, *names: str) -> Facts:
    """The fields of a row that say something."""
    return {name: value for name in names if (value := getattr(row, name)) not in (None, "", {})}


def _review(review: Any) -> Facts:
    words = _said(review, "kind", "planned", "held", "published", "note")
    return {"id": review.slug, **words, "sources": [source.slug for source in review.sources.all()]}


def _product(enrolment: Enrolment) -> Facts:
    indicators = [_indicator(indicator) for indicator in enrolment.indicators.all()]
    return {**product_facts(enrolment).model_dump(exclude_defaults=True), "indicators": indicators}


def _indicator(indicator: Indicator) -> Facts:
    definitions = list(indicator.definitions.all())
    readings = [(definition, reading) for definition in definitions for reading in definition.readings.all()]
    targets = [(definition, target) for definition in definitions for target in definition.targets.all()]
    return {
        "id": indicator.slug,
        **_said(indicator, "followed", "status", "reason"),
        "successor": indicator.successor.slug if indicator.successor else None,
        "supports": indicator.supports.slug if indicator.supports else None,
        "definitions": [_definition(definition) for definition in definitions],
        "targets": _targets(targets, len(definitions) > 1),
        "readings": _readings(readings, len(definitions) > 1),
        "claims": [_claim(claim) for claim in indicator.claims.all()],
        "history": [_decision(decision) for decision in indicator.decisions.all()],
    }


def _definition(definition: Definition) -> Facts:
    words = ("name", "why", "kind", "aggregation", "direction", "stage", "dimension", "numerator", "denominator")
    return {
        **_said(definition, *words, "score", "origin", "owner", "since", "change"),
        "unit": definition.unit.slug if definition.unit else None,
        "period": definition.window,
    }


def _readings(rows: Sequence[tuple[Definition, Reading]], versioned: bool) -> list[Facts]:
    """One entry for a reading and its corrections, in the order the readings were first made."""

    def same(row: tuple[Definition, Reading]) -> tuple[int, str, int]:
        return row[0].version, row[1].period, row[1].source_id

    chains = [list(chain) for _, chain in groupby(sorted(rows, key=lambda row: (*same(row), row[1].revision)), same)]
    entries = []
    for chain in sorted(chains, key=lambda chain: chain[0][1].pk):
        definition, last = chain[-1]
        entry = {"period": last.period, "source": last.source.slug, **_reading(last)}
        entries.append({**entry, **_versioned(definition, versioned), **_was(_reading(row) for _, row in chain[:-1])})
    return entries


def _reading(reading: Reading) -> Facts:
    words = ("value", "text", "numerator", "n", "precision", "taken_on", "tool", "evidence", "note", "reason")
    return {**_said(reading, *words), "provisional": reading.provisional}


def _targets(rows: Sequence[tuple[Definition, Target]], versioned: bool) -> list[Facts]:
    """One entry for a target and its revisions."""
    ordered = sorted(rows, key=lambda row: (row[1].rank, row[1].slug, row[1].revision))
    entries = []
    for slug, group in groupby(ordered, lambda row: row[1].slug):
        chain = list(group)
        definition, last = chain[-1]
        was = _was({**_target(row), **_versioned(of, versioned)} for of, row in chain[:-1])
        entries.append({"id": slug, **_target(last), **_versioned(definition, versioned), **was})
    return entries


def _target(target: Target) -> Facts:
    words = ("due", "period", "value", "text", "baseline", "set_at", "set_on", "set_by", "accepted_by", "rationale")
    band = [target.low, target.high] if target.low is not None else None
    due = {"due": target.due.isoformat(), "band": band, "source": target.source.slug}
    return {**_said(target, *words, "reason"), **due}


def _was(states: Iterable[Facts]) -> Facts:
    return {"was": list(states)}


def _versioned(definition: Definition, versioned: bool) -> Facts:
    return {"version": definition.version} if versioned else {}


def _claim(claim: Any) -> Facts:
    words = ("text", "made", "factor", "percent", "basis", "precision", "target", "caveat")
    return {**_said(claim, *words), "source": claim.source.slug}


def _decision(decision: Any) -> Facts:
    words = _said(decision, "decided", "dated", "reason", "note")
    return {**words, "review": decision.review.slug, "source": decision.source.slug}
