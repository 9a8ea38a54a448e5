"""Period missing: a count published without the span it covers can be compared with nothing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Aggregation, Kind
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import numbered
from gamma.cockpit.reports.labels.telling import figure, plain, say, when
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import number
from gamma.ground.periods import Window

TITLE = gettext_lazy("Période non précisée")
MEND = gettext_lazy(
    "Retrouver dans la source la semaine, le mois ou l'année que couvre ce chiffre, puis corriger le relevé."
)

COUNTED = (Kind.COUNT, Kind.DISTINCT)
DAYS = {
    Window.DAY: Decimal(1),
    Window.WEEK: Decimal(7),
    Window.MONTH: Decimal("30.4375"),
    Window.QUARTER: Decimal("91.3125"),
    Window.YEAR: Decimal("365.25"),
}


def found(record: Record) -> Iterator[Finding]:
    """A count needs its span; a share or a score dated to the month is told of elsewhere."""
    for track in record.followed:
        for reading in numbered(track) if track.definition.kind in COUNTED else ():
            if reading.window == Window.UNSTATED and not _piled(reading):
                says = {"value": figure(reading), "source": reading.source.slug} | _pace(track, reading)
                yield finding(__name__, track, [reading], **says)


def _piled(reading: Reading) -> bool:
    """True of a dated figure of what is defined as a total since the opening: its date says what it covers."""
    return reading.definition.aggregation == Aggregation.CUMULATIVE and reading.ends_on is not None


def _pace(track: Track, reading: Reading) -> dict[str, str]:
    """How many days the count would take at the pace last told: a hint at the span, for what adds up."""
    told = [one for one in numbered(track) if one.value and one.window in DAYS and one.ends_on]
    last = told[-1] if told else None
    if track.definition.kind != Kind.COUNT or last is None or not last.value or not reading.value:
        return {}
    days = reading.value / last.value * DAYS[Window(last.window)]
    return {"pace": figure(last), "period": last.period, "days": plain(round(days, 0))}


def said(says: Mapping[str, str]) -> str:
    facts = {"value": say(says["value"]), "source": says["source"]}
    missing = _("%(value)s est publié sans dire sur quelle durée (%(source)s).") % facts
    if "days" not in says:
        return missing
    pace = {
        "pace": say(says["pace"]),
        "period": when(says["period"]),
        "days": number(Decimal(says["days"])),
    }
    return f"{missing} " + _("Au rythme de %(pace)s (%(period)s), il y faudrait environ %(days)s jours.") % pace
