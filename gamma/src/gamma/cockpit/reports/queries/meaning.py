"""Meaning: what an indicator counts, version by version, and what changed between them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Aggregation, Dimension, Direction, Stage
from gamma.cockpit.indicators.models import Definition
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import words
from gamma.ground.design.shapes import Change, Item
from gamma.ground.texts import Text, chosen


@dataclass(frozen=True)
class Meaning:
    """A version of a definition; `changes` from the one before."""

    version: int
    since: str
    why: Text
    items: list[Item]
    changes: list[Change]


def meanings(definitions: list[Definition]) -> list[Meaning]:
    """The versions, the one in force first."""
    earlier = [None, *definitions]
    return [_meaning(now, before) for now, before in zip(definitions, earlier, strict=False)][::-1]


def _meaning(now: Definition, before: Definition | None) -> Meaning:
    said = _said(now)
    changed = [] if before is None else _changes(_said(before), said)
    return Meaning(now.version, phrases.date(now.since), now.change, words.items(said), changed)


def _changes(before: dict[str, str], now: dict[str, str]) -> list[Change]:
    return [Change(term, before[term], now[term]) for term in now if before[term] != now[term]]


def _said(row: Definition) -> dict[str, str]:
    return {
        _("Nom"): chosen(row.name),
        _("Pourquoi le suivre"): chosen(row.why),
        _("Ce que c'est"): phrases.kind(row.kind),
        _("Unité"): phrases.unit(words.names(row)),
        _("Période"): phrases.window(row.window),
        _("Pour passer à une période plus longue"): words.label(Aggregation, row.aggregation),
        _("Sens souhaité"): words.label(Direction, row.direction),
        _("Étape"): words.label(Stage, row.stage),
        _("Dimension"): words.label(Dimension, row.dimension),
        _("Numérateur"): chosen(row.numerator),
        _("Dénominateur"): chosen(row.denominator),
        **_score(row.score),
        _("D'où viennent les relevés"): chosen(row.origin),
        _("Responsable"): row.owner,
    }


def _score(score: dict[str, Any]) -> dict[str, str]:
    """How a score is made; the same terms whether it says them or not, so that two versions can be compared."""
    return {
        _("Question posée"): chosen(score.get("question") or {}),
        _("Échelle des réponses"): _bounds(score.get("scale")),
        _("Promoteurs"): _bounds(score.get("promoters")),
        _("Passifs"): _bounds(score.get("passives")),
        _("Détracteurs"): _bounds(score.get("detractors")),
        _("Calcul"): chosen(score.get("formula") or {}),
        _("Le score va"): _bounds(score.get("range")),
    }


def _bounds(bounds: list[Any] | None) -> str:
    return _("de %(low)s à %(high)s") % {"low": bounds[0], "high": bounds[1]} if bounds else ""
