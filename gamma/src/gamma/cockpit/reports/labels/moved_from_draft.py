"""Moved from draft: a figure that is not the same in a draft and in the text it became."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import clash, numbered, settled
from gamma.cockpit.reports.labels.telling import figure, say
from gamma.cockpit.reports.records import Record
from gamma.ground.periods import Window

TITLE = gettext_lazy("Chiffre changé entre le brouillon et le texte publié")
MEND = gettext_lazy("Demander aux auteurs lequel est juste et sur quelle période, puis corriger l'autre relevé.")

Place = tuple[int, str]


def found(record: Record) -> Iterator[Finding]:
    """Only where the period is not known well enough for the rule on two values to compare them."""
    for track in record.followed:
        for draft, published in _pairs(track):
            if clash([draft, published]):
                yield finding(
                    __name__,
                    track,
                    [draft, published],
                    draft=figure(draft),
                    draft_source=draft.source.slug,
                    published=figure(published),
                    source=published.source.slug,
                )


def _pairs(track: Track) -> Iterator[tuple[Reading, Reading]]:
    """The same figure in both texts; where a text gives several, which one became which cannot be told."""
    placed: dict[tuple[int, Place], list[Reading]] = defaultdict(list)
    vague = [reading for reading in numbered(track) if not settled(reading)]
    for reading in vague:
        placed[reading.source_id, _place(reading)].append(reading)
    for reading in vague:
        became = placed.get((reading.source.became_id or 0, _place(reading)), [])
        if len(became) == len(placed[reading.source_id, _place(reading)]) == 1:
            yield reading, became[0]


def _place(reading: Reading) -> Place:
    """A figure without period stands for itself; the others are named by what they say of theirs."""
    return reading.definition_id, "" if reading.window == Window.UNSTATED else reading.period


def said(says: Mapping[str, str]) -> str:
    return _("%(draft)s dans le brouillon (%(draft_source)s), %(published)s dans le texte publié (%(source)s).") % {
        **says,
        "draft": say(says["draft"]),
        "published": say(says["published"]),
    }
