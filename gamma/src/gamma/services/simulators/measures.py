"""Measures: what the simulators can count for whoever follows them, from the counts by day (`Tally`).

Counts of different things are folded from the days of the period itself: months are never added. All simulators are one
product, so that the product asked of changes nothing.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count as Counted
from django.db.models import Min, Q, QuerySet, Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.ground.measures import Count, Kind, Measure, declare
from gamma.ground.periods import Period
from gamma.ground.wording import day
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.lists import What
from gamma.services.simulators.models import Tally


def declare_all() -> None:
    """Tell the port what can be measured here."""
    for name, measure in MEASURES.items():
        declare(name, measure)


def in_service(_product: str, period: Period) -> Count:
    """Simulators that the catalogue lists at the end of the period.

    Only today's catalogue is known: of a day gone by, the simulators of today that had been used by then are a minimum.
    """
    listed = [slug for slug, one in simulators().items() if one.listed]
    if period.last is None or period.last >= localdate():
        words = _("Simulateurs montrés par le catalogue le %(day)s, comptés dans ses fiches.")
        return _count(period, SIMULATORS, len(listed), len(listed), words % {"day": day(localdate())})
    used = Tally.objects.filter(day__lte=period.last, simulator__in=listed)
    found = used.aggregate(value=Counted("simulator", distinct=True), rows=Counted("pk"))
    words = _(
        "Le catalogue du %(day)s n'est pas conservé : simulateurs du catalogue d'aujourd'hui dont un usage avait été "
        "compté ce jour-là ou avant."
    )
    said = words % {"day": day(period.last)}
    return _count(period, SIMULATORS, found["value"] or None, found["rows"], said, "at_least")


def hosts(_product: str, period: Period) -> Count:
    """Sites on which at least one simulator was shown in the period, each counted once, by the name of its host."""
    rows = _rows(What.EMBEDDED, period)
    found = rows.aggregate(value=Counted("host", distinct=True, filter=~Q(host="")), rows=Counted("pk"))
    lost = rows.filter(host="").aggregate(times=Sum("count"))["times"] or 0
    words = _("Noms d'hôte différents, comptés une fois chacun dans les affichages relevés jour par jour.")
    more = _("%(lost)s affichages dont le site n'est pas connu sont laissés de côté.") % {"lost": lost} if lost else ""
    said = f"{words} {more}".strip()
    return _since(Found(period, HOSTS, found["value"], found["rows"], said, "at_least" if lost else "exact"))


def started(_product: str, period: Period) -> Count:
    """Simulations in which a first answer was given in the period."""
    return _flow(What.STARTED, period, _("Simulations commencées, additionnées jour par jour."))


def finished(_product: str, period: Period) -> Count:
    """Simulations whose last question was answered in the period."""
    return _flow(What.FINISHED, period, _("Simulations menées à leur terme, additionnées jour par jour."))


def evaluations(_product: str, period: Period) -> Count:
    """Computations that reuses asked of the API under their key in the period; those without a key are left out."""
    rows = _rows(What.CALLED, period)
    found = rows.filter(reuse__isnull=False).aggregate(value=Sum("count"), rows=Counted("pk"))
    keyless = rows.filter(reuse__isnull=True).aggregate(times=Sum("count"))["times"] or 0
    words = _("Calculs demandés à l'API sous une clé, additionnés jour par jour ; sans clé, non comptés : %(keyless)s.")
    return _since(Found(period, CALLS, found["value"] or 0, found["rows"], words % {"keyless": keyless}))


def reuses(_product: str, period: Period) -> Count:
    """Reuses that asked the API for at least one computation in the period, each counted once, by its key."""
    rows = _rows(What.CALLED, period).filter(reuse__isnull=False)
    found = rows.aggregate(value=Counted("reuse", distinct=True), rows=Counted("pk"))
    words = _("Clés différentes, comptées une fois chacune dans les calculs relevés jour par jour.")
    return _since(Found(period, REUSES, found["value"], found["rows"], words))


@dataclass(frozen=True)
class Found:
    """What the rows of a period gave, before one looks at when counting began."""

    period: Period
    unit: str
    value: int
    rows: int
    evidence: str
    precision: str = "exact"


def _rows(what: What, period: Period) -> QuerySet[Tally]:
    """The counts of the days of a period."""
    rows = Tally.objects.filter(what=what, day__lte=period.last)
    return rows.filter(day__gte=period.first) if period.first else rows


def _flow(what: What, period: Period, words: str) -> Count:
    found = _rows(what, period).aggregate(value=Sum("count"), rows=Counted("pk"))
    return _since(Found(period, SIMULATIONS, found["value"] or 0, found["rows"], words))


def _since(found: Found) -> Count:
    """Nothing is said of the days before the first that was counted."""
    began: date | None = Tally.objects.aggregate(day=Min("day"))["day"]
    first, last = found.period.first, found.period.last
    if began is None or last is None or last < began:
        nothing = _("Rien n'a été compté pendant cette période, ni avant elle.")
        return _count(found.period, found.unit, None, 0, nothing)
    if first is None or first >= began:
        return _count(found.period, found.unit, found.value, found.rows, found.evidence, found.precision)
    words = _("Compté depuis le %(day)s seulement.") % {"day": day(began)}
    return _count(found.period, found.unit, found.value, found.rows, f"{found.evidence} {words}", "at_least")


def _count(period: Period, unit: str, value: int | None, rows: int, evidence: str, precision: str = "exact") -> Count:
    known = None if value is None else Decimal(value)
    return Count(known, unit, period, precision if value is not None else "unstated", rows, evidence)


SIMULATORS, HOSTS, SIMULATIONS, CALLS, REUSES = "simulateurs", "sites", "simulations", "calculs", "réutilisations"

MEASURES = {
    "simulators-in-service": Measure(gettext_lazy("Simulateurs en service"), SIMULATORS, Kind.STOCK, in_service),
    "simulators-hosts": Measure(gettext_lazy("Sites qui intègrent un simulateur"), HOSTS, Kind.DISTINCT, hosts),
    "simulators-started": Measure(gettext_lazy("Simulations commencées"), SIMULATIONS, Kind.COUNT, started),
    "simulators-finished": Measure(gettext_lazy("Simulations menées à leur terme"), SIMULATIONS, Kind.COUNT, finished),
    "simulators-evaluations": Measure(
        gettext_lazy("Calculs demandés à l'API sous une clé"), CALLS, Kind.COUNT, evaluations
    ),
    "simulators-reuses": Measure(gettext_lazy("Réutilisations actives de l'API"), REUSES, Kind.DISTINCT, reuses),
}
