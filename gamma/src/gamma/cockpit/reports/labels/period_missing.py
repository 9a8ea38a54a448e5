"""Period missing: a count published without the span it covers can be compared with nothing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import number
from gamma.ground.periods import Window

TITLE = gettext_lazy("Période non précisée")
MEND = gettext_lazy(
    "Retrouver dans la source la semaine, le mois ou l'année que couvre ce chiffre, puis corriger le relevé."
)

COUNTED = (Kind.COUNT, Kind.DISTINCT)


def found(record: Record) -> Iterator[Finding]:
    """A count needs its span; a share or a score dated to the month is told of elsewhere."""
    for track in record.followed:
        for reading in track.readings:
            if reading.window == Window.UNSTATED and reading.value is not None and track.definition.kind in COUNTED:
                yield finding(__name__, track, [reading], value=reading.value, source=reading.source.slug)


def said(says: Mapping[str, str]) -> str:
    return _("%(value)s est publié sans dire sur quelle durée.") % {"value": number(Decimal(says["value"]))}
