"""Records: everything kept of the products of an edition, in a number of queries that does not depend on theirs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.indicators.queries import Track, tracks
from gamma.cockpit.indicators.series import Change, year_on_year
from gamma.cockpit.indicators.verdicts import Judgement
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reviews.models import Decision
from gamma.ground.periods import add_months, span

PUBLIC = ~Q(status=Status.PROPOSED) & ~Q(supports__status=Status.PROPOSED)
"""Of the indicators: those that anyone may know of. One that is only proposed is its team's, with what supports it."""

PARTS = ("product__phases", "sponsorships__organisation", "levers__sources")
MANY = 40  # readings of one indicator, beyond which the year before the edition is only told as a comparison
A_YEAR, AFTER = timedelta(days=366), 2  # months after the edition in which its last readings are published


@dataclass(frozen=True)
class Record:
    """A product's part in an edition, with all that is kept of it; verdicts are those of `today`."""

    enrolment: Enrolment
    tracks: list[Track]
    decisions: dict[int, list[Decision]]
    today: date

    @cached_property
    def followed(self) -> list[Track]:
        """The indicators chosen or reported."""
        return [track for track in self.tracks if track.indicator.followed]

    @cached_property
    def evidence(self) -> list[Track]:
        """The series that stand beside an indicator to check it, not followed themselves."""
        return [track for track in self.tracks if not track.indicator.followed]

    @cached_property
    def paths(self) -> dict[int, str]:
        """The name of each indicator among those of the edition, "product/indicator", by its row."""
        return {track.indicator.pk: f"{self.enrolment.product.slug}/{track.indicator.slug}" for track in self.tracks}

    def key(self, reading: Reading) -> str:
        """The name of a reading among those of the edition: "product/indicator/address"."""
        return f"{self.paths[reading.definition.indicator_id]}/{address(reading)}"

    def track(self, indicator: int) -> Track:
        """One of its indicators."""
        return next(track for track in self.tracks if track.indicator.pk == indicator)

    def supporting(self, track: Track) -> list[Track]:
        """The evidence series of an indicator."""
        return [other for other in self.evidence if other.indicator.supports_id == track.indicator.pk]

    @cached_property
    def season(self) -> tuple[date, date]:
        """The days a reader of the season looks at: from a year before the edition to two months after it."""
        edition = self.enrolment.edition
        first, last = span(edition.starts)[0], span(edition.ends)[1]
        return first - A_YEAR, add_months(last, AFTER + 1) - timedelta(days=1)

    def in_season(self, reading: Reading) -> bool:
        """True of a reading that covers some day of the season."""
        first, last = self.season
        ends = reading.ends_on
        return ends is not None and ends >= first and (reading.starts_on or ends) <= last

    def told(self, track: Track) -> list[Reading]:
        """The readings of an indicator that a bilan tells: of the season, or of the edition where that is many."""
        found = [reading for reading in track.readings if self.in_season(reading)]
        opening = span(self.enrolment.edition.starts)[0]
        return found if len(found) <= MANY else [row for row in found if row.ends_on and row.ends_on >= opening]

    def changes(self, track: Track) -> list[Change]:
        """The changes on a year before, for the readings that end within the edition."""
        edition = self.enrolment.edition
        first, last = span(edition.starts)[0], span(edition.ends)[1]
        found = year_on_year(track.series)
        return [change for change in found if change.reading.ends_on and first <= change.reading.ends_on <= last]

    @cached_property
    def judged(self) -> dict[int, list[Judgement]]:
        """The verdict on every target, by indicator."""
        return {
            track.indicator.pk: [track.judged(target, self.today) for target in track.targets]
            for track in self.followed
        }

    @cached_property
    def entries(self) -> list[Judgement]:
        """The verdict on the targets set at kick-off with a number, as they were set."""
        return [track.judged(target, self.today) for track in self.followed for target in track.entries]


def records(enrolments: QuerySet[Enrolment], today: date, only: Q | None = None) -> list[Record]:
    """The records of these enrolments, in their order; `only` narrows them to some of their indicators."""
    rows = list(enrolments.select_related("edition", "product").prefetch_related(*PARTS))
    kept = tracks(Indicator.objects.filter(only or Q(), PUBLIC, enrolment__in=rows).order_by("enrolment", "rank"))
    _without_proposed_successors(kept)
    decided = _decisions(track.indicator.pk for track in kept)
    grouped: dict[int, list[Track]] = defaultdict(list)
    for track in kept:
        grouped[track.indicator.enrolment_id].append(track)
    return [Record(row, grouped[row.pk], decided, today) for row in rows]


def _without_proposed_successors(kept: Iterable[Track]) -> None:
    """What is to replace an indicator is told once it is accepted."""
    for track in kept:
        successor = track.indicator.successor
        if successor and successor.status == Status.PROPOSED:
            track.indicator.successor = None


def _decisions(indicators: Iterable[int]) -> dict[int, list[Decision]]:
    grouped: dict[int, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(indicator__in=list(indicators)).select_related("review", "source"):
        grouped[decision.indicator_id].append(decision)
    return grouped


def address(reading: Reading) -> str:
    """What names a reading for ever among those of its indicator: its period and its source, then its definition."""
    period = reading.period.replace(" ", "-").replace("/", "_")
    version = f".v{reading.definition.version}" if reading.definition.version > 1 else ""
    return f"{period}.{reading.source.slug}{version}"
