"""Minutes: what is kept of a decision, in one canonical writing whose digest proves that it did not change."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from gamma.cockpit.selection.facts import DecisionFacts
from gamma.cockpit.selection.means import Summary
from gamma.cockpit.selection.models import Application, Call, Criterion, Grid
from gamma.cockpit.selection.queries.applications import Counts

Content = dict[str, Any]
Summaries = Mapping[int, Summary | None]


def content(
    call: Call,
    grid: Grid,
    facts: DecisionFacts,
    *,
    counts: Counts,
    applications: Iterable[Application],
    summaries: Summaries,
    by: str,
) -> Content:
    """Who was there, the criteria, and for each application the means, the decision and its reason."""
    return {
        "format": "gamma-minutes/1",
        "edition": {"id": call.edition.slug, "label": call.edition.label},
        "call": {"opens": call.opens.isoformat(), "closes": call.closes.isoformat()},
        "decided_on": facts.decided_on.isoformat(),
        "present": facts.present,
        "recorded_by": by,
        "counts": asdict(counts),
        "grid": {
            "version": grid.version,
            "reason": grid.reason,
            "criteria": [_criterion(one) for one in grid.criteria.all()],
        },
        "applications": [_application(one, summaries.get(one.pk)) for one in applications],
    }


def digest(told: Content) -> str:
    """The SHA-256 of minutes."""
    canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _criterion(one: Criterion) -> Content:
    return {"id": one.slug, "text": one.text, "evidence": one.evidence, "weight": one.weight}


def _application(one: Application, found: Summary | None) -> Content:
    return {
        "product": one.product,
        "sponsor": one.sponsor,
        "stage": one.stage,
        "outcome": one.outcome,
        "reason": one.reason,
        "recused": [{"who": str(row.member), "reason": row.reason} for row in one.recusals.all()],
        "scores": _scores(found) if found else None,
    }


def _scores(found: Summary) -> Content:
    criteria = {one.criterion.slug: {"mean": str(one.mean), "low": one.low, "high": one.high} for one in found.criteria}
    return {"members": found.members, "mean": str(found.mean), "spread": str(found.spread), "criteria": criteria}
