"""Scores mixed: readings of a score that do not mean the same thing, in one product or across an edition."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.scores import quantity
from gamma.cockpit.reports.labels.spans import numbered
from gamma.cockpit.reports.labels.telling import each, told
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("Scores de définitions différentes")
MEND = gettext_lazy("Ne pas les comparer ni les mettre sur un même axe ; garder une seule définition du score.")


def found(record: Record) -> Iterator[Finding]:
    """Within a product: versions of one definition, or two indicators under one unit."""
    yield from _mixed(record.followed)


def found_across(records: Sequence[Record]) -> Iterator[Finding]:
    """Across the products of an edition, where each of them is of one piece."""
    pure = [record for record in records if not list(found(record))]
    yield from _mixed(track for record in pure for track in record.followed)


def _mixed(tracks: Iterable[Track]) -> Iterator[Finding]:
    """A score whose definition is not published cannot be told to be another: a rule of its own tells of it."""
    grouped: dict[int | None, dict[str, list[tuple[Track, Reading]]]] = defaultdict(lambda: defaultdict(list))
    for track in tracks:
        for reading in numbered(track) if _scored(track) else ():
            if key := quantity(reading.definition):
                grouped[reading.definition.unit_id][key].append((track, reading))
    for quantities in grouped.values():
        if len(quantities) > 1:
            yield _finding([pair for pairs in quantities.values() for pair in pairs], len(quantities))


def _scored(track: Track) -> bool:
    return any(quantity(definition) for definition in track.definitions)


def _finding(pairs: list[tuple[Track, Reading]], definitions: int) -> Finding:
    tracks = list({track.indicator.pk: track for track, _reading in pairs}.values())
    readings = [reading for _track, reading in pairs]
    return finding(__name__, tracks, readings, definitions=definitions, **told(readings))


def said(says: Mapping[str, str]) -> str:
    return _("%(definitions)s définitions du même score : %(figures)s.") % {
        "definitions": says["definitions"],
        "figures": each(says, _("%(value)s (%(period)s, %(source)s)")),
    }
