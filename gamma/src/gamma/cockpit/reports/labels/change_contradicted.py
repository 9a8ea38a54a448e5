"""Change contradicted: a published "+62 %" or "×3" that the readings it comes with do not give."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Basis
from gamma.cockpit.reports.labels.changes import change, own_pairs, ratio, say_change, shows, stated
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.telling import each, plain, say, told
from gamma.cockpit.reports.records import Record

TITLE = gettext_lazy("Évolution publiée que les chiffres démentent")
MEND = gettext_lazy("Refaire le calcul sur les deux chiffres comparés, ou dire lesquels ils sont.")
PLAIN = (Basis.YEAR_ON_YEAR, Basis.SINCE_KICKOFF)


def found(record: Record) -> Iterator[Finding]:
    """Only where it is known which two figures are compared; elsewhere nothing is proved."""
    for track in record.followed:
        for claim in stated(track):
            candidates = own_pairs(record, track, claim) if claim.basis in PLAIN else []
            if candidates and not any(shows(pair, claim) for pair in candidates):
                before, after = candidates[-1]
                yield finding(
                    __name__,
                    track,
                    [before, after],
                    change=change(claim),
                    source=claim.source.slug,
                    shown=plain(round(ratio(before, after), 2)),
                    **told([before, after]),
                )


def said(says: Mapping[str, str]) -> str:
    return _("« %(source)s » publie %(change)s, mais les chiffres donnent ×%(shown)s : %(figures)s.") % {
        "source": says["source"],
        "change": say_change(says["change"]),
        "shown": say(says["shown"]),
        "figures": each(says, _("%(value)s (%(period)s, %(source)s)")),
    }
