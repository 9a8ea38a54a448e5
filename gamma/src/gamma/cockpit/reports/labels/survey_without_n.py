"""Survey without n: a share or a score of answers whose number is not published has no margin."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.indicators.models import Definition
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import numbered
from gamma.cockpit.reports.labels.telling import each, told
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("Enquête sans nombre de réponses")
MEND = gettext_lazy("Publier le nombre de réponses avec le résultat : sans lui, la marge d'erreur est inconnue.")


def found(record: Record) -> Iterator[Finding]:
    for track in record.followed:
        readings = [reading for reading in numbered(track) if reading.n is None] if _asked(track.definition) else []
        if readings:
            yield finding(__name__, track, readings, **told(readings))


def _asked(definition: Definition) -> bool:
    """True of what is made of people's answers; other scores come from a machine."""
    answers = definition.score.get("question") or definition.score.get("promoters")
    return definition.kind == Kind.SURVEY_SHARE or (definition.kind == Kind.SCORE and bool(answers))


def said(says: Mapping[str, str]) -> str:
    return _("Publié sans nombre de réponses : %(figures)s.") % {"figures": each(says, _("%(value)s (%(source)s)"))}
