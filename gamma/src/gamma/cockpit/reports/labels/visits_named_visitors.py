"""Visits named visitors: a number of different people that is nothing but a sum of comings."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import sums_found
from gamma.cockpit.reports.labels.telling import figure, plain, say, when
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("Visites appelées visiteurs")
MEND = gettext_lazy(
    "Nommer ce chiffre d'après ce qu'il compte, des visites ; un nombre de visiteurs se recompte sur toute la durée."
)


def found(record: Record) -> Iterator[Finding]:
    """The same person comes several times: over months, people cannot be as many as visits."""
    for track in record.followed:
        if track.definition.kind != Kind.DISTINCT:
            continue
        for series in record.supporting(track):
            if series.definition.kind != Kind.COUNT:
                continue
            for reading, total in sums_found(track, series.series):
                yield finding(
                    __name__,
                    (track, series),
                    (reading, *total.readings),
                    value=figure(reading),
                    period=reading.period,
                    source=reading.source.slug,
                    total=plain(total.value),
                    months=total.period.text,
                    series=series.indicator.slug,
                )


def said(says: Mapping[str, str]) -> str:
    return _(
        "%(value)s (%(period)s, %(source)s) est donné pour un nombre de personnes différentes, mais c'est, à l'arrondi "
        "près, la somme de la série mensuelle qui l'accompagne (%(months)s) : %(total)s."
    ) % {
        **says,
        "value": say(says["value"]),
        "period": when(says["period"]),
        "total": say(says["total"]),
        "months": when(says["months"]),
    }
