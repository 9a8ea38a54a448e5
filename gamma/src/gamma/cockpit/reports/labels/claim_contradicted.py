"""Claim contradicted: a target said to be reached that the figures of the very same text miss."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import MISSED
from gamma.cockpit.indicators.models import Claim, Reading, Target
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.verdicts import Judgement, judge
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import bounds
from gamma.cockpit.reports.labels.telling import figure, plain, say, when
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import percent

TITLE = gettext_lazy("Cible dite atteinte, que les chiffres démentent")
MEND = gettext_lazy("Corriger le chiffre s'il est faux, sinon le texte : la cible est manquée.")


def found(record: Record) -> Iterator[Finding]:
    for track in record.followed:
        for claim in track.claims:
            if claim.target and (judgement := _missed(record, track, claim)) and judgement.reading:
                yield finding(
                    __name__,
                    track,
                    [judgement.reading],
                    value=figure(judgement.reading),
                    period=judgement.reading.period,
                    goal=_goal(judgement.target),
                    attainment=plain(round(judgement.attainment or Decimal(0), 1)),
                    source=claim.source.slug,
                )


def _missed(record: Record, track: Track, claim: Claim) -> Judgement | None:
    """The verdict at the time of the text, when it is a miss whichever revision of the target the text has in mind."""
    states = [target for target in track.revisions if target.slug == claim.target]
    judged = [judge(target, _known(track, claim, target), record.today) for target in states]
    return judged[-1] if judged and all(map(_surely_missed, judged)) else None


def _surely_missed(judgement: Judgement) -> bool:
    """A rounded figure may stand for one that reaches the target."""
    goal = judgement.target.value
    if judgement.verdict not in MISSED or judgement.reading is None:
        return False
    low, high = bounds(judgement.reading)
    return goal is None or not low <= goal <= high


def _known(track: Track, claim: Claim, target: Target) -> Sequence[Reading]:
    """The text's own figures, or failing that those published by then: it could not know later ones."""
    readings = [one for one in track.readings if one.definition_id == target.definition_id]
    own = [one for one in readings if one.source_id == claim.source_id and one.span.answers(target.span)]
    day = claim.source.published
    return own or [one for one in readings if day and not one.source.draft and "" < one.source.published <= day]


def _goal(target: Target) -> str:
    bounds = (target.value,) if target.value is not None else (target.low, target.high)
    return " ".join(plain(bound) for bound in bounds if bound is not None)


def said(says: Mapping[str, str]) -> str:
    return _(
        "« %(source)s » dit la cible atteinte ; d'après les chiffres connus alors, %(value)s (%(period)s) pour une "
        "cible de %(goal)s, elle ne l'est qu'à %(attainment)s."
    ) % {
        "source": says["source"],
        "value": say(says["value"]),
        "period": when(says["period"]),
        "goal": "–".join(map(say, says["goal"].split())),
        "attainment": percent(Decimal(says["attainment"])),
    }
