"""Tracks: everything kept of a few indicators at once, in a constant number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import TruncMonth

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.indicators.models import Claim, Definition, Indicator, Reading, Target
from gamma.cockpit.indicators.queries.current import current_readings
from gamma.cockpit.indicators.series import points
from gamma.cockpit.indicators.verdicts import Judgement, is_entry, judge
from gamma.cockpit.programme.models import Source
from gamma.ground.periods import Window

Kept = TypeVar("Kept", Reading, Target)
DEFINITIONS = Prefetch("definitions", Definition.objects.select_related("unit"))
WEEK, MONTH_AND_WEEK = timedelta(days=6), timedelta(days=37)
MOMENTS = (Window.INSTANT, Window.SINCE_START)


@dataclass(frozen=True)
class Track:
    """An indicator with all that is kept of it. `readings` are those in force; `corrected` all others."""

    indicator: Indicator
    definitions: list[Definition]
    readings: list[Reading]
    corrected: list[Reading]
    revisions: list[Target]
    claims: list[Claim] = field(default_factory=list)

    @property
    def definition(self) -> Definition:
        """The definition in force."""
        return self.definitions[-1]

    @cached_property
    def targets(self) -> list[Target]:
        """The last revision of each target."""
        return list({target.slug: target for target in self.revisions}.values())

    @cached_property
    def entries(self) -> list[Target]:
        """The targets set at kick-off with a number, as they were set."""
        return [target for target in self.revisions if is_entry(target)]

    @cached_property
    def series(self) -> list[Reading]:
        """The readings of the definition in force that cover its own kind of period, one a period."""
        return points(self._of(self.definition), Window(self.definition.window))

    def judged(self, target: Target, today: date) -> Judgement:
        """The verdict on one of its targets."""
        return judge(target, self._of(target.definition), today)

    def verdict(self) -> Verdict | None:
        """What is to be said of an indicator without target, None when it has one."""
        if not self.readings:
            return Verdict.NEVER_READ
        return None if self.targets else Verdict.NO_TARGET

    def _of(self, definition: Definition) -> list[Reading]:
        return [reading for reading in self.readings if reading.definition_id == definition.pk]


def tracks(indicators: QuerySet[Indicator]) -> list[Track]:
    """Everything kept of these indicators, in eight queries however many they are."""
    claims = Prefetch("claims", Claim.objects.select_related("source"))
    rows = list(indicators.select_related("successor", "supports").prefetch_related(DEFINITIONS, claims))
    readings, targets = _of_each(rows, Reading.objects.order_by("ends_on", "pk"))
    return [_track(row, readings.get(row.pk, []), targets.get(row.pk, [])) for row in rows]


def deciding(rows: Collection[Indicator]) -> list[Track]:
    """The same with only the readings that may decide their targets: verdicts need no others, nor claims.

    Definitions with their units are in hand already (`DEFINITIONS`).
    """
    readings, targets = _of_each(rows, _candidates())
    return [
        Track(row, list(row.definitions.all()), readings.get(row.pk, []), [], targets.get(row.pk, [])) for row in rows
    ]


def _candidates() -> QuerySet[Reading]:
    """The readings that may decide a target: those that end around it; the rule itself then chooses among them."""
    starts, ends = F("definition__targets__starts_on"), F("definition__targets__ends_on")
    near = (
        Q(ends_on=ends)
        | Q(window=Window.WEEK, ends_on__gte=starts, ends_on__lte=ends + WEEK)
        | Q(window__in=MOMENTS, ends_on__gte=TruncMonth(ends), ends_on__lte=ends + MONTH_AND_WEEK)
    )
    same = current_readings().filter(near, window=F("definition__targets__window"))
    return same.order_by("ends_on", "pk").distinct()


def _of_each(
    rows: Iterable[Indicator], readings: QuerySet[Reading]
) -> tuple[dict[int, list[Reading]], dict[int, list[Target]]]:
    """The readings and the targets of each indicator, by its row; definitions and sources made once for all."""
    kept = {definition.pk: definition for row in rows for definition in row.definitions.all()}
    read = list(readings.filter(definition_id__in=list(kept)))
    aimed = list(Target.objects.filter(definition_id__in=list(kept)).order_by("rank", "slug", "revision"))
    sources = Source.objects.in_bulk({row.source_id for row in read} | {row.source_id for row in aimed})
    return _by_indicator(_held(read, kept, sources), kept), _by_indicator(_held(aimed, kept, sources), kept)


def _held(rows: list[Kept], definitions: dict[int, Definition], sources: dict[int, Source]) -> list[Kept]:
    for row in rows:
        row.definition, row.source = definitions[row.definition_id], sources[row.source_id]
    return rows


def _by_indicator(rows: Iterable[Kept], kept: dict[int, Definition]) -> dict[int, list[Kept]]:
    grouped: dict[int, list[Kept]] = {}
    for row in rows:
        grouped.setdefault(kept[row.definition_id].indicator_id, []).append(row)
    return grouped


def _track(indicator: Indicator, readings: list[Reading], targets: list[Target]) -> Track:
    latest = {key: reading for reading in sorted(readings, key=lambda row: row.revision) if (key := _key(reading))}
    current = [reading for reading in readings if latest[_key(reading)] is reading and not reading.withdrawn]
    corrected = [reading for reading in readings if latest[_key(reading)] is not reading or reading.withdrawn]
    claims = list(indicator.claims.all())
    return Track(indicator, list(indicator.definitions.all()), current, corrected, targets, claims)


def _key(reading: Reading) -> tuple[int, str, int]:
    return reading.definition_id, reading.period, reading.source_id
