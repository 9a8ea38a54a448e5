"""Two values: two sources that give one period different figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import rounding
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import clash, numbered, settled
from gamma.cockpit.reports.labels.telling import BETWEEN, each, plain, told, when
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import number, percent

TITLE = gettext_lazy("Deux valeurs pour une même période")
MEND = gettext_lazy("Trouver laquelle est juste, puis corriger l'autre relevé en disant pourquoi.")


def found(record: Record) -> Iterator[Finding]:
    """Sources that disagree on many periods are told of once, by the period they disagree most on."""
    for track in record.tracks:
        apart: dict[tuple[int, ...], list[list[Reading]]] = defaultdict(list)
        for readings in _same_period(track):
            apart[tuple(reading.source_id for reading in readings)].append(readings)
        for several in apart.values():
            worst = max(several, key=_gap)
            says = {**told(worst), "gap": plain(_gap(worst)), **_close(worst)}
            if len(several) > 1:
                says["times"] = str(len(several))
            yield finding(__name__, track, [reading for readings in several for reading in readings], **says)


def _same_period(track: Track) -> Iterator[list[Reading]]:
    """The readings of one period that cannot all be true, in the order of their sources."""
    grouped: dict[tuple[int, str, object, object], list[Reading]] = defaultdict(list)
    for reading in numbered(track):
        grouped[reading.definition_id, reading.window, reading.starts_on, reading.ends_on].append(reading)
    for readings in grouped.values():
        if len(readings) > 1 and settled(readings[0]) and clash(readings):
            yield sorted(readings, key=lambda reading: (reading.source.rank, reading.source_id))


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
    return _sentence(says, facts) + _often(says)


def _sentence(says: Mapping[str, str], facts: Mapping[str, str]) -> str:
    if "rounded" in says:
        return (
            _("%(figures)s pour la même période, %(period)s ; l'un peut être l'arrondi de l'autre (%(gap)s d'écart).")
            % facts
        )
    return _("%(figures)s pour la même période, %(period)s, soit %(gap)s d'écart.") % facts


def _often(says: Mapping[str, str]) -> str:
    if "times" not in says:
        return ""
    return " " + _("Ces sources diffèrent sur %(times)s périodes.") % {"times": number(int(says["times"]))}
