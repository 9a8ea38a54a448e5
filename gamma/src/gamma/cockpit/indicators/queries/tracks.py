"""Tracks: everything kept of a few indicators at once, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.indicators.models import Claim, Definition, Indicator, Reading, Target
from gamma.cockpit.indicators.series import points
from gamma.cockpit.indicators.verdicts import Judgement, is_entry, judge
from gamma.cockpit.programme.models import Source
from gamma.ground.periods import Window

Kept = TypeVar("Kept", Reading, Target)


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
    """Everything kept of these indicators, in nine queries however many they are."""
    definitions = Prefetch("definitions", Definition.objects.select_related("unit"))
    claims = Prefetch("claims", Claim.objects.select_related("source"))
    rows = list(indicators.select_related("successor", "supports").prefetch_related(definitions, claims))
    kept = {definition.pk: definition for row in rows for definition in row.definitions.all()}
    readings = _by_indicator(_owned(Reading.objects.order_by("ends_on", "pk"), kept), kept)
    targets = _by_indicator(_owned(Target.objects.order_by("rank", "slug", "revision"), kept), kept)
    return [_track(row, readings.get(row.pk, []), targets.get(row.pk, [])) for row in rows]


def _owned(rows: QuerySet[Kept], kept: dict[int, Definition]) -> list[Kept]:
    """Readings or targets with the definitions already in hand, and each source made once for all its rows."""
    found = list(rows.filter(definition_id__in=list(kept)))
    sources = Source.objects.in_bulk({row.source_id for row in found})
    for row in found:
        row.definition, row.source = kept[row.definition_id], sources[row.source_id]
    return found


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
