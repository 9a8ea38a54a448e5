"""Change unfounded: a published "+62 %" or "×3" whose two figures are not both published."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Basis, Precision
from gamma.cockpit.indicators.models import Claim, Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.reports.labels.changes import change, own_pairs, pairs, say_change, shows, stated
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import numbered
from gamma.cockpit.reports.labels.telling import figure, plain, say, when
from gamma.cockpit.reports.records import Record
from gamma.ground.design.numbers import number

TITLE = gettext_lazy("Évolution publiée sans ses chiffres")
MEND = gettext_lazy("Publier les deux chiffres comparés, chacun avec sa période.")


def found(record: Record) -> Iterator[Finding]:
    for track in record.followed:
        for claim in stated(track):
            if not _founded(record, track, claim):
                yield _finding(track, claim)


def _founded(record: Record, track: Track, claim: Claim) -> bool:
    """Its source gives the two figures of a stated basis, right or wrong; or some figures, of any source, show it."""
    if claim.basis in (Basis.YEAR_ON_YEAR, Basis.SINCE_KICKOFF) and own_pairs(record, track, claim):
        return True
    candidates = [*own_pairs(record, track, claim), *pairs(record, track, claim, numbered(track))]
    return any(shows(pair, claim) for pair in candidates if not any(map(_bound, pair)))


def _bound(reading: Reading) -> bool:
    """ "More than 100,000" shows no change: any greater one would do as well."""
    return reading.precision in (Precision.AT_LEAST, Precision.AT_MOST)


def _finding(track: Track, claim: Claim) -> Finding:
    says = {"change": change(claim), "source": claim.source.slug}
    end = _end(track, claim)
    if end is None:
        return finding(__name__, track, (), **says)
    says |= {"value": figure(end), "period": end.period, "implied": _implied(end, claim)}
    return finding(__name__, track, [end], **says)


def _end(track: Track, claim: Claim) -> Reading | None:
    """Where a change over the period of a text arrives: the last dated figure of that text."""
    own = [one for one in numbered(track) if one.source_id == claim.source_id and one.ends_on]
    return own[-1] if own and claim.basis == Basis.OVER_PERIOD and _factor(claim) > 0 else None


def _factor(claim: Claim) -> Decimal:
    return claim.factor if claim.factor is not None else 1 + (claim.percent or Decimal(0)) / 100


def _implied(end: Reading, claim: Claim) -> str:
    return plain(Decimal(round((end.value or Decimal(0)) / _factor(claim))))


def said(says: Mapping[str, str]) -> str:
    facts = {"change": say_change(says["change"]), "source": says["source"]}
    if "implied" not in says:
        return _("%(change)s (%(source)s), sans que les deux chiffres comparés soient publiés.") % facts
    facts |= {
        "value": say(says["value"]),
        "period": when(says["period"]),
        "implied": number(Decimal(says["implied"])),
    }
    return (
        _(
            "%(change)s (%(source)s), sans que le chiffre de départ soit publié ; pour arriver à %(value)s "
            "(%(period)s), il faudrait être parti d'environ %(implied)s."
        )
        % facts
    )
