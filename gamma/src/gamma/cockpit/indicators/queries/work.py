"""Work: the page of a product for those who work on it: each indicator, where it stands, what it awaits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Indicator, Reading, TargetProposal
from gamma.cockpit.indicators.queries import words
from gamma.cockpit.indicators.queries.due import due
from gamma.cockpit.indicators.queries.steps import Step, step
from gamma.cockpit.indicators.queries.tracks import Track, tracks
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
    kept = tracks(Indicator.objects.filter(enrolment=enrolment))
    expected = {found.indicator.pk: found for found in due([enrolment], today)}
    proposals = _proposals(enrolment)
    lines = [
        (track, _line(track, step(track, expected.get(track.indicator.pk), proposals[track.indicator.pk])))
        for track in kept
    ]
    followed = [line for track, line in lines if track.indicator.followed and line.status != Status.RETIRED]
    beside = [line for track, line in lines if not track.indicator.followed]
    retired = [line for track, line in lines if track.indicator.followed and line.status == Status.RETIRED]
    return Work(enrolment, followed, beside, retired)


def last_reading(track: Track) -> Reading | None:
    """The figure that stands for an indicator: the last of its own sort of period, or the last there is."""
    if track.series:
        return track.series[-1]
    return max(track.readings, key=lambda row: (row.ends_on or date.min, row.pk), default=None)


def _proposals(enrolment: Enrolment) -> defaultdict[int, list[TargetProposal]]:
    grouped: defaultdict[int, list[TargetProposal]] = defaultdict(list)
    rows = TargetProposal.objects.filter(definition__indicator__enrolment=enrolment)
    for row in rows.select_related("definition", "proposed_by"):
        grouped[row.definition.indicator_id].append(row)
    return grouped


def _line(track: Track, next_step: Step) -> Line:
    indicator, reading = track.indicator, last_reading(track)
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
