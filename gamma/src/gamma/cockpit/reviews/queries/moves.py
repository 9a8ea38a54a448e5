"""Moves: what was read since the last check-in, and what it was before; from few readings however long the history."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate, now

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.indicators.queries import Track, deciding
from gamma.cockpit.indicators.verdicts import so_far


@dataclass(frozen=True)
class Move:
    """An indicator that was read since the last check-in: what it was, what it is, how near to its target that is."""

    indicator: Indicator
    definition: Definition
    before: Reading | None
    after: Reading
    target: Target | None
    attainment: Decimal | None
    verdict: Verdict | None
    others: int

    @property
    def correction(self) -> bool:
        """Whether it is the same period told otherwise."""
        return self.after.revision > 0


Definitions = Mapping[int, Definition]


def moves(rows: Collection[Indicator], since: datetime, until: datetime | None) -> list[Move]:
    """What moved in each of the indicators that are followed, of what was recorded since a moment, until another."""
    tracks = deciding(rows)
    definitions = {row.pk: row for track in tracks for row in track.definitions}
    known = Reading.objects.filter(definition__in=list(definitions), recorded_at__lte=until or now())
    fresh = known.filter(recorded_at__gt=since)
    after = _last_of_each(fresh, definitions)
    before = _last_of_each(known.filter(reduce(or_, map(_earlier, after.values()), Q(pk=None))), definitions)
    periods = dict(fresh.order_by().values_list("definition__indicator").annotate(Count("period", distinct=True)))
    keys = [(track, track.indicator.pk) for track in tracks if track.indicator.pk in after]
    return [_move(track, before.get(key), after[key], periods[key] - 1, localdate(until)) for track, key in keys]


def _last_of_each(rows: QuerySet[Reading], definitions: Definitions) -> dict[int, Reading]:
    """The last of some readings, by indicator, each with its definition in hand."""
    indicator = "definition__indicator_id"
    ordered = rows.order_by(indicator, F("ends_on").desc(nulls_last=True), "-revision", "-pk")
    found = list(ordered.distinct(indicator))
    for row in found:
        row.definition = definitions[row.definition_id]
    return {row.definition.indicator_id: row for row in found}


def _earlier(after: Reading) -> Q:
    """What a correction corrects; otherwise the periods before."""
    if after.revision:
        corrected = Q(definition=after.definition, period=after.period, source=after.source_id)
        return corrected & Q(revision__lt=after.revision)
    same = Q(definition__indicator=after.definition.indicator_id, window=after.window) & ~Q(period=after.period)
    if after.ends_on is None:
        return same & Q(ends_on=None, pk__lt=after.pk)
    return same & (Q(ends_on=None) | Q(ends_on__lt=after.ends_on))


def _move(track: Track, before: Reading | None, after: Reading, others: int, day: date) -> Move:
    target = _target(track, day)
    return Move(
        indicator=track.indicator,
        definition=after.definition,
        before=before,
        after=after,
        target=target,
        attainment=so_far(target, after) if target else None,
        verdict=track.judged(target, day).verdict if target else None,
        others=others,
    )


def _target(track: Track, today: date) -> Target | None:
    """The target worked for: the next one due, or the last."""
    numeric = sorted((row for row in track.targets if row.numeric), key=lambda row: row.due)
    return next((row for row in numeric if row.due >= today), numeric[-1] if numeric else None)
