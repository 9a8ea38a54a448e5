"""Sums: the published figures that a sum of an evidence series gives back."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import Total, totals_like
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links, words
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import number
from gamma.ground.texts import chosen


@dataclass(frozen=True)
class Sum:
    """A published figure, and the sum it equals within its rounding."""

    figure: str
    href: str
    text: str


def sums(record: Record, track: Track, only: Reading | None = None) -> list[Sum]:
    """Those of an indicator and of what supports it; with `only`, those that one reading enters."""
    return [
        _sum(record, whole, series, published, total)
        for whole, series in _pairs(record, track)
        for published in whole.readings
        for total in totals_like(series.series, published)
        if only is None or only.pk == published.pk or only.pk in {part.pk for part in total.readings}
    ]


def _pairs(record: Record, track: Track) -> list[tuple[Track, Track]]:
    """The indicator with each series that supports it, or the other way round."""
    if track.indicator.followed:
        return [(track, series) for series in record.supporting(track)]
    return [(whole, track) for whole in record.followed if whole.indicator.pk == track.indicator.supports_id]


def _sum(record: Record, whole: Track, series: Track, published: Reading, total: Total) -> Sum:
    pattern = _("%(period)s, %(source)s : la série « %(series)s », de %(first)s à %(last)s, additionne %(total)s.")
    return Sum(
        figure=words.amount(published),
        href=links.to_reading(record.enrolment, whole.indicator, published),
        text=pattern
        % {
            "period": phrases.period(published.period),
            "source": chosen(published.source.title),
            "series": chosen(series.definition.name),
            "first": phrases.period(total.readings[0].period),
            "last": phrases.period(total.readings[-1].period),
            "total": f"{number(total.value)} {phrases.unit(words.names(series.definition))}",
        },
    )
