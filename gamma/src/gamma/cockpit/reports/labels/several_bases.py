"""Several bases: changes of one indicator that are not measured from the same starting point."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.reports.labels.changes import change, say_change, stated
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.telling import BETWEEN, enumeration
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("Évolutions comptées sur des bases différentes")
MEND = gettext_lazy("Choisir une base, la même période un an avant si la saison compte, et s'y tenir.")


def found(record: Record) -> Iterator[Finding]:
    for track in record.followed:
        claims = [claim for claim in stated(track) if claim.basis]
        if len({claim.basis for claim in claims}) > 1:
            yield finding(
                __name__,
                track,
                changes=BETWEEN.join(change(claim) for claim in claims),
                sources=BETWEEN.join(claim.source.slug for claim in claims),
            )


def said(says: Mapping[str, str]) -> str:
    columns = (says[name].split(BETWEEN) for name in ("changes", "sources"))
    parts = [f"{say_change(text)} ({source})" for text, source in zip(*columns, strict=True)]
    return _("Pour un même indicateur : %(changes)s.") % {"changes": enumeration(parts)}
