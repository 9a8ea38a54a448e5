"""Unknowns: what a reader would need and no source gives. Contradictions are told by the label checker."""

from collections.abc import Iterator

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.indicators.verdicts import Judgement, Obstacle
from gamma.cockpit.reports.bilan.content import UnknownPiece
from gamma.cockpit.reports.records import Record
from gamma.cockpit.reviews.lists import Decided
from gamma.cockpit.reviews.models import Decision


def unknowns(record: Record) -> Iterator[UnknownPiece]:
    """Everything not known of the indicators followed, indicator by indicator."""
    for track in record.followed:
        slug = track.indicator.slug
        if not track.readings:
            yield UnknownPiece(code="never_read", indicator=slug)
        for judgement in record.judged[track.indicator.pk]:
            yield from _of_target(slug, judgement)
        for decision in record.decisions.get(track.indicator.pk, []):
            yield from _of_decision(slug, decision)


def _of_target(slug: str, judgement: Judgement) -> Iterator[UnknownPiece]:
    target = judgement.target
    if judgement.obstacle is Obstacle.TARGET_WITHOUT_NUMBER:
        yield UnknownPiece(code="target_without_number", indicator=slug, subject=target.slug)
    elif judgement.obstacle is Obstacle.NO_READING and judgement.verdict == Verdict.NOT_COMPUTABLE:
        yield UnknownPiece(code="target_not_read", indicator=slug, subject=target.slug)
    if target.numeric and not target.baseline:
        yield UnknownPiece(code="no_baseline", indicator=slug, subject=target.slug)


def _of_decision(slug: str, decision: Decision) -> Iterator[UnknownPiece]:
    if not decision.dated:
        yield UnknownPiece(code="decision_undated", indicator=slug, subject=decision.decided)
    if decision.decided in (Decided.RETIRED, Decided.REPLACED) and not decision.reason:
        yield UnknownPiece(code="no_reason", indicator=slug, subject=decision.decided)
