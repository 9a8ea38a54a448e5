"""Papers: a simulation as a tagged PDF."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from django.utils.translation import gettext as _

from gamma.ground import texts, wording
from gamma.ground.design.numbers import language, percent
from gamma.ground.pdf import typeset
from gamma.services.simulators.keeping.noticing import notices
from gamma.services.simulators.keeping.plain import paragraphs, printable
from gamma.services.simulators.keeping.taking import Taken
from gamma.services.simulators.reckoning.lines import Line
from gamma.services.simulators.rules import model

TEMPLATE = "simulators/keeping/simulation.typ"
LONGEST = 1_000  # characters of an address that is printed whole; a longer one is a link only
LINKED = 7_000  # of an address that a PDF can lead to


def printed(taken: Taken) -> bytes:
    """The document, in the active language; the same bytes for the same simulation on the same instant."""
    title = texts.chosen(taken.simulation.simulator.title)
    return typeset(TEMPLATE, printable(_document(taken)), title=title, language=language(), made=_fixed(taken.made))


def _fixed(moment: datetime) -> datetime:
    """The same moment to the second, with its offset alone: Typst knows no zone whose offset moves."""
    return moment.astimezone(timezone(moment.utcoffset() or timedelta())).replace(microsecond=0)


def _document(taken: Taken) -> dict[str, Any]:
    return {
        "kicker": _("Simulation du %(day)s") % {"day": wording.day(taken.made.date())},
        "lead": texts.chosen(taken.simulation.simulator.answers),
        "notices": [{"title": one.title, "text": one.text} for one in notices(taken)],
        "sections": list(_sections(taken)),
        "colophon": _colophon(taken),
        **_link(taken.link),
    }


def _link(address: str) -> dict[str, str]:
    """The address to open and, when it is not too long, to read."""
    if len(address) > LINKED:
        return {"open": _("L'adresse de cette simulation est trop longue pour figurer ici."), "link": "", "shown": ""}
    return {"open": _("Ouvrir cette simulation"), "link": address, "shown": address if len(address) <= LONGEST else ""}


def _sections(taken: Taken) -> Iterator[dict[str, Any]]:
    figures, known = taken.figures, taken.situation
    if known.given:
        yield _section(_("Situation"), (_("Question"), _("Réponse")), _rows(known.given))
    if figures.lines:
        yield _section(_("Résultats"), (_("Résultat"), _("Montant")), _rows(figures.lines))
    if figures.shares:
        parts = [[one.line.title, one.line.text, percent(one.percent, 0)] for one in figures.shares]
        yield _section(_("Répartition"), (_("Part"), _("Montant"), _("Part du total")), parts)
    if figures.table.columns:
        yield from _comparison(taken)
    if figures.notifications:
        yield _section(
            _("À savoir"), paragraphs=[text for one in figures.notifications for text in paragraphs(one.text)]
        )
    if known.assumed:
        yield _section(_("Hypothèses"), (_("Question"), _("Valeur retenue")), _rows(known.assumed), lead=_assumption())
    if figures.references:
        yield _section(_("Textes de référence"), links=_links(taken), lead=_citation())


def _section(title: str, columns: Sequence[str] = (), rows: Sequence[Any] = (), **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"lead": "", "paragraphs": [], "links": []}
    return {"title": title, "columns": columns, "rows": rows, **empty, **more}


def _rows(lines: Sequence[Line]) -> list[list[str]]:
    return [[one.title, one.text] for one in lines]


def _comparison(taken: Taken) -> Iterator[dict[str, Any]]:
    """A table for each group of figures, in the columns of the page."""
    table, lead = taken.figures.table, taken.figures.leader
    for title, rows in table.groups:
        columns = (_("Résultat"), *(column.title for column in table.columns))
        cells = [[row.title, *(cell.text for cell in row.cells)] for row in rows]
        yield _section(title or _("Comparaison"), columns, cells, lead=lead)
        lead = ""


def _links(taken: Taken) -> list[dict[str, str]]:
    return [{"rule": one.rule, "label": one.label, "address": one.address} for one in taken.figures.references]


def _assumption() -> str:
    return _("Ces questions n'ont pas reçu de réponse : le calcul a retenu une valeur habituelle, à vérifier.")


def _citation() -> str:
    return _("Textes que citent les règles de ces résultats, et celles qu'elles emploient directement.")


def _colophon(taken: Taken) -> str:
    used = model(taken.simulation.simulator.model)
    return _("Calculé avec %(name)s %(version)s, règles datées du %(dated)s.") % {
        "name": used.name,
        "version": used.version,
        "dated": used.dated,
    }
