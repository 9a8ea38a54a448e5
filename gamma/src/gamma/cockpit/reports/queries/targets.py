"""Targets: what was to be reached, what became of it, what it was before it was revised."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import SetAt
from gamma.cockpit.indicators.models import Reading, Target
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.verdicts import Judgement
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links, words
from gamma.cockpit.reports.records import Record
from gamma.ground import wording
from gamma.ground.design.numbers import percent
from gamma.ground.design.shapes import Change, Item
from gamma.ground.figures import Figure
from gamma.ground.texts import chosen


@dataclass(frozen=True)
class Aimed:
    """A target as a page shows it."""

    goal: str
    due: str
    verdict: str
    label: str
    why: str
    figure: Figure | None
    attainment: Decimal | None
    facts: list[Item]
    others: list[Item]
    revisions: list[list[Change]]


def aimed(record: Record, track: Track) -> list[Aimed]:
    """The targets of an indicator with their verdicts."""
    return [_aimed(record, track, judgement) for judgement in judgements(record, track)]


def judgements(record: Record, track: Track) -> list[Judgement]:
    """The verdicts of an indicator; an evidence series has none."""
    return record.judged.get(track.indicator.pk, [])


def _aimed(record: Record, track: Track, judgement: Judgement) -> Aimed:
    target, reading = judgement.target, judgement.reading
    place = (record.enrolment, track.indicator)
    states = [row for row in track.revisions if row.slug == target.slug]
    return Aimed(
        goal=words.goal(target),
        due=words.due(target.due),
        verdict=judgement.verdict.value,
        label=phrases.verdict(judgement.verdict.value),
        why=phrases.obstacle(judgement.obstacle or ""),
        figure=words.figure(*place, reading) if reading else None,
        attainment=judgement.attainment,
        facts=_facts(record, track, judgement),
        others=[_other(record, track, other) for other in judgement.others],
        revisions=[_revision(before, after) for before, after in pairwise(states)],
    )


def _facts(record: Record, track: Track, judgement: Judgement) -> list[Item]:
    """Who set it and when, what it starts from, how much of the way was gone."""
    target, baseline = judgement.target, judgement.baseline
    said = words.items(
        {
            _("Période visée"): phrases.period(target.period),
            _("Fixée"): ", ".join(
                part for part in (words.label(SetAt, target.set_at), phrases.date(target.set_on)) if part
            ),
            _("Fixée par"): target.set_by,
            _("Acceptée par"): target.accepted_by,
            _("Pourquoi cette cible"): chosen(target.rationale),
            _("Chemin fait depuis le départ"): percent(judgement.progress, 1) if judgement.progress is not None else "",
        }
    )
    source = Item(
        _("Publiée dans"), chosen(target.source.title), links.to_source(record.enrolment.edition, target.source)
    )
    return [*said, *_start(record, track, target, baseline), source]


def _start(record: Record, track: Track, target: Target, baseline: Reading | None) -> list[Item]:
    if baseline is None:
        missing = _("non publiée") if not target.baseline else _("aucun relevé de cette période")
        return [Item(_("Valeur de départ"), missing)] if target.numeric else []
    told = f"{words.amount(baseline)} ({phrases.period(baseline.period)})"
    return [Item(_("Valeur de départ"), told, links.to_reading(record.enrolment, track.indicator, baseline))]


def _other(record: Record, track: Track, reading: Reading) -> Item:
    """A reading that tells of the same period, and does not decide."""
    href = links.to_reading(record.enrolment, track.indicator, reading)
    return Item(words.amount(reading), f"{phrases.period(reading.period)}, {chosen(reading.source.title)}", href)


def _revision(before: Target, after: Target) -> list[Change]:
    """What a revision changed, and why."""
    pairs = [
        (_("Cible"), words.goal(before), words.goal(after)),
        (_("Échéance"), wording.day(before.due), wording.day(after.due)),
        (_("Période visée"), phrases.period(before.period), phrases.period(after.period)),
        (_("Fixée par"), before.set_by, after.set_by),
        (_("Acceptée par"), before.accepted_by, after.accepted_by),
    ]
    changes = [Change(*pair) for pair in pairs if pair[1] != pair[2]]
    return [*changes, Change(_("Raison de la révision"), "", chosen(after.reason))]
