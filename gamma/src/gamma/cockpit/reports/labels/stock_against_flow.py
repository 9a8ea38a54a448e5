"""Stock against flow: what has piled up until a day under the name of what comes in over a time, or the reverse."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gamma.cockpit.indicators.lists import Aggregation, Kind
from gamma.cockpit.indicators.models import Definition
from gamma.cockpit.reports.labels.finding import Finding, finding
from gamma.cockpit.reports.labels.spans import numbered
from gamma.cockpit.reports.labels.telling import each, told
from gamma.cockpit.reports.records import Record
from gamma.ground.periods import Window

TITLE = gettext_lazy("Stock et flux confondus")
MEND = gettext_lazy("Suivre le cumul ou le stock dans un indicateur à part, qui porte son propre nom.")

FLOWS = frozenset({Window.WEEK, Window.MONTH, Window.QUARTER, Window.YEAR, Window.ROLLING, Window.RANGE})
PILES = frozenset({Window.INSTANT, Window.SINCE_START})


def found(record: Record) -> Iterator[Finding]:
    for track in record.followed:
        strange = _strange(track.definition)
        wrong = [reading for reading in numbered(track) if reading.window in strange] if strange else []
        if wrong:
            yield finding(__name__, track, wrong, kind=track.definition.kind, **told(wrong))


def _strange(definition: Definition) -> frozenset[Window]:
    """The windows that figures of this kind cannot have; a count that says it is cumulative may pile up."""
    if definition.kind == Kind.STOCK:
        return FLOWS
    if definition.kind == Kind.DISTINCT:
        return frozenset({Window.INSTANT}) - {definition.window}
    if definition.kind == Kind.COUNT and definition.aggregation != Aggregation.CUMULATIVE:
        return PILES - {definition.window}
    return frozenset()


def said(says: Mapping[str, str]) -> str:
    figures = each(says, _("%(value)s (%(period)s, %(source)s)"))
    if says["kind"] == Kind.STOCK:
        return _("L'indicateur est un stock, mais ce chiffre porte sur une durée : %(figures)s.") % {"figures": figures}
    return _(
        "L'indicateur compte ce qui arrive sur une durée, mais ce chiffre est un cumul ou un état : %(figures)s."
    ) % {"figures": figures}
