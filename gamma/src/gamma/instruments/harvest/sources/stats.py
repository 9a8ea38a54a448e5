"""Stats: our small public convention, `/stats.json` (docs/stats-json.md)."""

from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from gamma.ground.facts import Facts
from gamma.ground.faults import near, quoted
from gamma.ground.stats import Published, Series
from gamma.instruments.harvest.fetching.shapes import Answer, Request
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.sources.kinds import Asked, Found, Kind, Unreadable, Wanted, WebAddress, Word
from gamma.instruments.harvest.sources.rows import decoded


class StatsFacts(Facts):
    """Which indicator of which address."""

    url: Annotated[
        WebAddress, Asked(gettext_lazy("Adresse"), gettext_lazy("Par exemple https://service.example.org/stats.json."))
    ]
    indicator: Annotated[Word, Asked(gettext_lazy("Indicateur"), gettext_lazy("Son id, comme l'adresse le nomme."))]


def ask(facts: StatsFacts, wanted: Wanted, secret: str) -> Request:  # noqa: ARG001 - one signature for all kinds
    """All that the address tells: the same request serves every period."""
    return Request(facts.url, headers=(("accept", "application/json"),))


def read(facts: StatsFacts, answer: Answer, wanted: Wanted) -> Found:
    """The value of the period, of an indicator of the same sort as ours."""
    found = _series(facts.indicator, answer)
    if found.kind != wanted.sort:
        told = {"there": quoted(found.kind), "here": quoted(wanted.sort)}
        raise Unreadable(_("L'indicateur y est d'une autre nature (%(there)s) qu'ici (%(here)s).") % told)
    one = next((one for one in found.readings if one.period == wanted.period.text), None)
    if one is None or one.value is None or one.precision == "unstated":
        raise Unreadable(_("Aucune valeur pour %(period)s.") % {"period": quoted(wanted.period.text)})
    return Found(one.value, one.n, one.precision)


def _series(name: str, answer: Answer) -> Series:
    try:
        told = Published.model_validate(decoded(answer))
    except ValidationError as wrong:
        place = ".".join(str(step) for step in wrong.errors()[0]["loc"])
        raise Unreadable(_("La réponse ne suit pas la convention stats.json (%(place)s).") % {"place": place}) from None
    known = {one.id: one for one in told.indicators}
    if name not in known:
        raise Unreadable(
            _("L'indicateur %(name)s n'y est pas : %(mend)s.")
            % {"name": quoted(name), "mend": near(name, known) or "–"}
        )
    return known[name]


KIND = Kind(
    FeedKind.STATS,
    gettext_lazy("Un indicateur qu'un service publie lui-même, par la convention stats.json."),
    StatsFacts,
    read,
    ask,
)
