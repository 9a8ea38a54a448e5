"""Two values: two sources that give one period different figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.series import rounding
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import clash, numbered, settled
from gamma.cockpit.reports.labels.telling import BETWEEN, each, plain, told, when
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import percent

TITLE = gettext_lazy("Deux valeurs pour une même période")
MEND = gettext_lazy("Trouver laquelle est juste, puis corriger l'autre relevé en disant pourquoi.")


def found(record: Record) -> Iterator[Finding]:
    for track in record.tracks:
        grouped: dict[tuple[int, str, object, object], list[Reading]] = defaultdict(list)
        for reading in numbered(track):
            grouped[reading.definition_id, reading.window, reading.starts_on, reading.ends_on].append(reading)
        for readings in grouped.values():
            if len(readings) > 1 and settled(readings[0]) and clash(readings):
                yield finding(
                    __name__, track, readings, **told(readings), gap=plain(_gap(readings)), **_close(readings)
                )


def _gap(readings: list[Reading]) -> Decimal:
    """How far apart they are, in percent of the lowest."""
    values = [reading.value or Decimal(0) for reading in readings]
    low, high = min(values), max(values)
    return round((high / low - 1) * 100, 1) if low > 0 else Decimal(0)


def _close(readings: list[Reading]) -> dict[str, str]:
    """Whether the approximate figures may be no more than the exact one, rounded."""
    exact = {reading.value for reading in readings if reading.precision == Precision.EXACT}
    rough = [reading.value for reading in readings if reading.precision != Precision.EXACT]
    if len(exact) != 1 or not rough:
        return {}
    (true,) = exact
    near = all(value and true and abs(value - true) <= rounding(value) for value in rough)
    return {"rounded": "true"} if near else {}


def said(says: Mapping[str, str]) -> str:
    facts = {
        "period": when(says["periods"].split(BETWEEN)[0]),
        "figures": each(says, _("%(value)s (%(source)s)")),
        "gap": percent(Decimal(says["gap"])),
    }
    if "rounded" in says:
        return (
            _("%(figures)s pour la même période, %(period)s ; l'un peut être l'arrondi de l'autre (%(gap)s d'écart).")
            % facts
        )
    return _("%(figures)s pour la même période, %(period)s, soit %(gap)s d'écart.") % facts
