"""Sums of distinct counts: who comes in two months is counted twice when the months are added."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Aggregation, Kind
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import points
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import sums_found
from gamma.cockpit.reports.labels.telling import figure, plain, say, when
from gamma.cockpit.reports.records import Record
from gamma.ground.periods import Window

TITLE = gettext_lazy("Personnes différentes additionnées")
MEND = gettext_lazy(
    "Recompter les personnes différentes sur toute la durée, ou ne donner que les chiffres de chaque période."
)
ADDING = (Aggregation.SUM, Aggregation.CUMULATIVE)


def found(record: Record) -> Iterator[Finding]:
    for track in record.tracks:
        if track.definition.kind != Kind.DISTINCT:
            continue
        if track.definition.aggregation in ADDING:
            yield finding(__name__, track)
        for series in _monthly(record, track):
            for reading, total in sums_found(track, series):
                yield finding(
                    __name__,
                    track,
                    (reading, *total.readings),
                    value=figure(reading),
                    period=reading.period,
                    source=reading.source.slug,
                    total=plain(total.value),
                    months=total.period.text,
                )


def _monthly(record: Record, track: Track) -> list[list[Reading]]:
    """The monthly distinct counts that may have been added: its own, those of the series beside it."""
    beside = [other.series for other in record.supporting(track) if other.definition.kind == Kind.DISTINCT]
    return [points(track.readings, Window.MONTH), *beside]


def said(says: Mapping[str, str]) -> str:
    if "value" not in says:
        return _(
            "La définition fait d'une période longue la somme de ses périodes courtes, alors que l'indicateur compte "
            "des personnes ou des objets différents."
        )
    return _(
        "%(value)s (%(period)s, %(source)s) est la somme des chiffres mensuels (%(months)s), %(total)s : qui est venu "
        "plusieurs mois y compte plusieurs fois."
    ) % {
        **says,
        "value": say(says["value"]),
        "period": when(says["period"]),
        "total": say(says["total"]),
        "months": when(says["months"]),
    }
