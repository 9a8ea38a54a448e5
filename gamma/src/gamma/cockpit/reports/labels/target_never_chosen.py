"""Target never chosen: a target that counts among the results, on an indicator that no review had chosen."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.telling import BETWEEN, enumeration
from gamma.cockpit.reports.records import Record
from gamma.cockpit.reviews.lists import Decided

TITLE = gettext_lazy("Cible sur un indicateur qui n'a pas été choisi")
MEND = gettext_lazy("Dire quelle revue a choisi l'indicateur, ou ne pas compter sa cible parmi celles du service.")
CHOSEN = (Decided.ADDED, Decided.KEPT)


def found(record: Record) -> Iterator[Finding]:
    """Where no choice at all is recorded, the reviews are not known and nothing can be said."""
    unchosen = [track for track in record.followed if not _chosen(record, track)]
    if len(unchosen) == len(record.followed):
        return
    for track in unchosen:
        counted = [target.source.slug for target in track.targets if target.numeric]
        if counted:
            yield finding(__name__, track, sources=BETWEEN.join(dict.fromkeys(counted)))


def _chosen(record: Record, track: Track) -> bool:
    return any(decision.decided in CHOSEN for decision in record.decisions.get(track.indicator.pk, ()))


def said(says: Mapping[str, str]) -> str:
    return _("Cible donnée à un indicateur qu'aucune revue n'a choisi : %(sources)s.") % {
        "sources": enumeration(says["sources"].split(BETWEEN))
    }
