"""Work: the page of a product for those who work on it: each indicator, where it stands, what it awaits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Indicator, Target, TargetProposal
from gamma.cockpit.indicators.queries import words
from gamma.cockpit.indicators.queries.current import last_of_any, last_of_its_kind
from gamma.cockpit.indicators.queries.due import due
from gamma.cockpit.indicators.queries.steps import Step, step
from gamma.cockpit.indicators.queries.tracks import Track
from gamma.cockpit.programme.models import Enrolment
from gamma.ground.texts import Text


@dataclass(frozen=True)
class Line:
    """An indicator in the list of its product."""

    slug: str
    name: Text
    status: str
    state: str
    figure: str
    goal: str
    step: Step


@dataclass(frozen=True)
class Work:
    """A product at work: what is followed or proposed, what stands beside, what is followed no more."""

    enrolment: Enrolment
    followed: list[Line]
    beside: list[Line]
    retired: list[Line]

    @property
    def awaiting(self) -> int:
        """How many indicators await something that is urgent."""
        return sum(line.step.urgent for line in self.followed)


def work(enrolment: Enrolment, today: date) -> Work:
    """Every indicator of a product, in a constant number of queries."""
    expected = {found.indicator.pk: found for found in due([enrolment], today)}
    proposals = _proposals(enrolment)
    lines = [
        (track, _line(track, step(track, expected.get(track.indicator.pk), proposals[track.indicator.pk])))
        for track in _tracks(enrolment)
    ]
    followed = [line for track, line in lines if track.indicator.followed and line.status != Status.RETIRED]
    beside = [line for track, line in lines if not track.indicator.followed]
    retired = [line for track, line in lines if track.indicator.followed and line.status == Status.RETIRED]
    return Work(enrolment, followed, beside, retired)


def _tracks(enrolment: Enrolment) -> list[Track]:
    """The indicators with their targets and the figure that stands for each: its last, of its own sort first."""
    rows = Indicator.objects.filter(enrolment=enrolment)
    indicators = list(rows.prefetch_related(Prefetch("definitions", Definition.objects.select_related("unit"))))
    in_force = [list(row.definitions.all())[-1] for row in indicators]
    last = {**last_of_any(in_force), **last_of_its_kind(in_force)}
    targets = defaultdict(list)
    for target in Target.objects.filter(definition__indicator__enrolment=enrolment).select_related("definition__unit"):
        targets[target.definition.indicator_id].append(target)
    pairs = zip(indicators, in_force, strict=True)
    return [
        Track(row, [one], [last[one.pk]] if one.pk in last else [], [], sorted(targets[row.pk], key=_order))
        for row, one in pairs
    ]


def _order(target: Target) -> tuple[int, str, int]:
    return target.rank, target.slug, target.revision


def _proposals(enrolment: Enrolment) -> defaultdict[int, list[TargetProposal]]:
    grouped: defaultdict[int, list[TargetProposal]] = defaultdict(list)
    rows = TargetProposal.objects.filter(definition__indicator__enrolment=enrolment)
    for row in rows.select_related("definition", "proposed_by"):
        grouped[row.definition.indicator_id].append(row)
    return grouped


def _line(track: Track, next_step: Step) -> Line:
    indicator, reading = track.indicator, next(iter(track.readings), None)
    target = track.targets[-1] if track.targets else None
    return Line(
        slug=indicator.slug,
        name=track.definition.name,
        status=indicator.status,
        state=words.status(indicator),
        figure=words.dated(reading) if reading else "",
        goal=words.aim(target) if target else "",
        step=next_step if indicator.followed else Step(""),
    )
