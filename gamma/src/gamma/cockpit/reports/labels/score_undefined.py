"""Score undefined: nobody can read, nor redo, a score whose scale and formula are not published."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.scores import defined
from gamma.cockpit.reports.labels.telling import each, told
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("Score sans définition publiée")
MEND = gettext_lazy("Publier la question posée, l'échelle, les groupes de réponses et la formule du score.")


def found(record: Record) -> Iterator[Finding]:
    for track in record.followed:
        if track.definition.kind == Kind.SCORE and not defined(track.definition):
            yield finding(__name__, track, track.readings, **(told(track.readings) if track.readings else {}))


def said(says: Mapping[str, str]) -> str:
    if "values" not in says:
        return _("Ce score a été choisi comme indicateur, mais ni son échelle ni sa formule ne sont publiées.")
    figures = each(says, _("%(value)s (%(source)s)"))
    return _("Ni l'échelle ni la formule de ce score ne sont publiées : %(figures)s.") % {"figures": figures}
