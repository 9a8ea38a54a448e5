"""Tool changed: two tools do not count alike, and a comparison or a sum that spans the change mixes them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.models import Covered, Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import Change, tool_changes, year_on_year
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.telling import BETWEEN, enumeration, when
from gamma.cockpit.reports.records import Record
from gamma.ground.periods import Window

TITLE = gettext_lazy("Changement d'outil dans la durée comparée")
MEND = gettext_lazy(
    "Mesurer un mois avec les deux outils pour connaître leur écart ; d'ici là, ne pas comparer au travers."
)
TOLD = 4  # of a series whose tool changes all the time, the last changes say enough
LONG = frozenset({Window.QUARTER, Window.YEAR, Window.ROLLING, Window.RANGE})


def found(record: Record) -> Iterator[Finding]:
    for track in record.tracks:
        changes = tool_changes(track.series)
        crossing = [change for change in year_on_year(track.series) if change.across] if changes else []
        published = _published(record, track) if changes else []
        for before, after in changes[-TOLD:]:
            compared = _compared(crossing, before, after)
            spanned = [(other, covered) for other, covered in published if _holds(covered, before, after)]
            if compared or spanned:
                yield _finding(track, before, after, compared, spanned)


def _compared(crossing: list[Change], before: Reading, after: Reading) -> list[Change]:
    """The year-on-year changes whose two ends lie on either side."""
    first = bisect_left(crossing, after.ends_on, key=lambda change: change.reading.ends_on)
    last = bisect_right(crossing, before.ends_on, key=lambda change: change.before.ends_on)
    return crossing[first:last]


def _published(record: Record, track: Track) -> list[tuple[Track, Covered]]:
    """The figures and targets over a long span, of the indicator or of the one it supports."""
    return [
        (other, covered)
        for other in record.tracks
        if other.indicator.pk in (track.indicator.pk, track.indicator.supports_id)
        for covered in [*other.readings, *other.targets]
        if covered.window in LONG
    ]


def _holds(covered: Covered, before: Reading, after: Reading) -> bool:
    bounds = (covered.starts_on, covered.ends_on, before.ends_on, after.starts_on)
    return None not in bounds and covered.starts_on <= before.ends_on and after.starts_on <= covered.ends_on  # type: ignore[operator]


def _finding(
    track: Track,
    before: Reading,
    after: Reading,
    compared: list[Change],
    spanned: list[tuple[Track, Covered]],
) -> Finding:
    tracks = list({other.indicator.pk: other for other in [track, *(other for other, _covered in spanned)]}.values())
    readings = [covered for _other, covered in spanned if isinstance(covered, Reading)]
    says = {"before": before.period, "tool_before": before.tool, "after": after.period, "tool": after.tool}
    if compared:
        says |= {"first": compared[0].reading.period, "last": compared[-1].reading.period}
    if spanned:
        says["spans"] = BETWEEN.join(dict.fromkeys(covered.period for _other, covered in spanned))
    return finding(__name__, tracks, [before, after, *readings], **says)


def said(says: Mapping[str, str]) -> str:
    parts = [
        _("Mesuré avec %(tool_before)s (dernier relevé : %(before)s), puis avec %(tool)s (premier relevé : %(after)s).")
        % {**says, "before": when(says["before"]), "after": when(says["after"])}
    ]
    if "first" in says:
        parts.append(
            _("Les évolutions sur un an comparent deux outils (première : %(first)s, dernière : %(last)s).")
            % {"first": when(says["first"]), "last": when(says["last"])}
        )
    if "spans" in says:
        spans = enumeration([when(text) for text in says["spans"].split(BETWEEN)])
        parts.append(_("La durée d'un chiffre ou d'une cible en mêle deux : %(spans)s.") % {"spans": spans})
    return " ".join(parts)
