"""Score out of range: a score that its own definition does not allow."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import numbered
from gamma.cockpit.reports.labels.telling import figure, plain, say
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("Score hors de son étendue")
MEND = gettext_lazy("Vérifier l'échelle sur laquelle le score est calculé, puis corriger le score ou sa définition.")


def found(record: Record) -> Iterator[Finding]:
    """Each reading is held against the version of the definition it was made under."""
    for track in record.followed:
        for reading in numbered(track) if track.definition.kind == Kind.SCORE else ():
            bounds = [Decimal(bound) for bound in reading.definition.score.get("range") or ()]
            if bounds and reading.value is not None and not bounds[0] <= reading.value <= bounds[1]:
                low, high = map(plain, bounds)
                source = reading.source.slug
                yield finding(__name__, track, [reading], value=figure(reading), low=low, high=high, source=source)


def said(says: Mapping[str, str]) -> str:
    return _("%(value)s (%(source)s), alors que ce score est dit aller de %(low)s à %(high)s.") % {
        "source": says["source"],
        **{name: say(says[name]) for name in ("value", "low", "high")},
    }
