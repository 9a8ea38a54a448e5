"""Score not standard: an NPS made otherwise than the usual one cannot be compared with that of anybody else."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.scores import STANDARD, bounds, departures
from gamma.cockpit.reports.labels.telling import enumeration, plain, say
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("NPS hors de la définition usuelle")
MEND = gettext_lazy(
    "Donner le score sous la définition usuelle, ou dire à chaque fois qu'il n'est comparable à aucun autre."
)

NAMES = {
    "scale": gettext_lazy("échelle"),
    "promoters": gettext_lazy("promoteurs"),
    "passives": gettext_lazy("passifs"),
    "detractors": gettext_lazy("détracteurs"),
    "range": gettext_lazy("étendue"),
}


def found(record: Record) -> Iterator[Finding]:
    for track in record.followed:
        names = departures(track.definition)
        if names:
            says = {name: " ".join(map(plain, bounds(track.definition, name))) for name in names}
            yield finding(__name__, track, track.readings, **says)


def said(says: Mapping[str, str]) -> str:
    parts = [_departure(name, text) for name, text in says.items()]
    return _("Ce NPS n'est pas calculé comme l'usage le veut : %(parts)s.") % {"parts": enumeration(parts)}


def _departure(name: str, text: str) -> str:
    low, high = map(say, text.split())
    usual_low, usual_high = (say(str(bound)) for bound in STANDARD[name])
    return _("%(name)s de %(low)s à %(high)s (usage : de %(usual_low)s à %(usual_high)s)") % {
        "name": NAMES[name],
        "low": low,
        "high": high,
        "usual_low": usual_low,
        "usual_high": usual_high,
    }
