"""Several spans: under one name, long spans that a reader takes for one another."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import numbered
from gamma.cockpit.reports.labels.telling import each, told
from gamma.cockpit.reports.records import Record
from gamma.ground.periods import Window

TITLE = gettext_lazy("Plusieurs durées sous un même nom")
MEND = gettext_lazy("Dire la durée à chaque fois que le chiffre est cité, et n'en suivre qu'une.")

LONG = {
    Kind.COUNT: (Window.YEAR, Window.ROLLING),  # a cumulative count is told of as a stock against a flow
    Kind.DISTINCT: (Window.YEAR, Window.ROLLING, Window.SINCE_START),
}


def found(record: Record) -> Iterator[Finding]:
    """A week is not taken for a year; a year, the last twelve months and the whole life of a service are."""
    for track in record.followed:
        windows = LONG.get(Kind(track.definition.kind))
        readings = [reading for reading in numbered(track) if reading.window in windows] if windows else []
        spans = {reading.window for reading in readings}
        if len(spans) > 1:
            yield finding(__name__, track, readings, spans=len(spans), **told(readings))


def said(says: Mapping[str, str]) -> str:
    return _("%(spans)s sortes de durées sous un seul nom : %(figures)s.") % {
        "spans": says["spans"],
        "figures": each(says, _("%(value)s (%(period)s, %(source)s)")),
    }
