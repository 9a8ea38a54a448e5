"""Exporting: an edition as it is kept becomes the Season that, loaded elsewhere, makes the same edition."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.indicators.queries import claim_said, definition_said, reading_said, said, target_said
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


def _review(review: Any) -> Facts:
    words = said(review, "kind", "planned", "held", "published", "note")
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
        **said(indicator, "followed", "status", "reason"),
        "successor": indicator.successor.slug if indicator.successor else None,
        "supports": indicator.supports.slug if indicator.supports else None,
        "definitions": [definition_said(definition) for definition in definitions],
        "targets": _targets(targets, len(definitions) > 1),
        "readings": _readings(readings, len(definitions) > 1),
        "claims": [claim_said(claim) for claim in indicator.claims.all()],
        "history": [_decision(decision) for decision in indicator.decisions.all()],
    }


def _readings(rows: Sequence[tuple[Definition, Reading]], versioned: bool) -> list[Facts]:
    """One entry for a reading and its corrections, in the order the readings were first made."""

    def same(row: tuple[Definition, Reading]) -> tuple[int, str, int]:
        return row[0].version, row[1].period, row[1].source_id

    chains = [list(chain) for _, chain in groupby(sorted(rows, key=lambda row: (*same(row), row[1].revision)), same)]
    entries = []
    for chain in sorted(chains, key=lambda chain: chain[0][1].pk):
        definition, last = chain[-1]
        entry = {"period": last.period, "source": last.source.slug, **reading_said(last)}
        entries.append(
            {**entry, **_versioned(definition, versioned), **_was(reading_said(row) for _, row in chain[:-1])}
        )
    return entries


def _targets(rows: Sequence[tuple[Definition, Target]], versioned: bool) -> list[Facts]:
    """One entry for a target and its revisions."""
    ordered = sorted(rows, key=lambda row: (row[1].rank, row[1].slug, row[1].revision))
    entries = []
    for slug, group in groupby(ordered, lambda row: row[1].slug):
        chain = list(group)
        definition, last = chain[-1]
        was = _was({**target_said(row), **_versioned(of, versioned)} for of, row in chain[:-1])
        entries.append({"id": slug, **target_said(last), **_versioned(definition, versioned), **was})
    return entries


def _was(states: Iterable[Facts]) -> Facts:
    return {"was": list(states)}


def _versioned(definition: Definition, versioned: bool) -> Facts:
    return {"version": definition.version} if versioned else {}


def _decision(decision: Any) -> Facts:
    words = said(decision, "decided", "dated", "reason", "note")
    return {**words, "review": decision.review.slug, "source": decision.source.slug}
