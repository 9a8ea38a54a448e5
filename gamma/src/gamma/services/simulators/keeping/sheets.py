"""Sheets: a simulation as an Excel workbook. Numbers are numbers, units have their column, texts are never formulas."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import polars as pl
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from gamma.ground import texts
from gamma.services.simulators.keeping.noticing import notices
from gamma.services.simulators.keeping.plain import paragraphs
from gamma.services.simulators.keeping.taking import Taken
from gamma.services.simulators.reckoning.figures import Amount, amount
from gamma.services.simulators.reckoning.lines import Line, line
from gamma.services.simulators.rules import engine_of, model

PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST = 32_767  # characters that a cell takes
Row = tuple[str, str, str, float | None, str, str]


def written(taken: Taken) -> bytes:
    """The workbook, in the active language."""
    buffer = BytesIO()
    with Workbook(buffer, PLAIN) as book:
        book.set_properties({"title": texts.chosen(taken.simulation.simulator.title), "created": taken.made})
        for title, frame in _frames(taken):
            frame.write_excel(book, title, float_precision=2, autofit=True, hide_gridlines=True)
    return buffer.getvalue()


def _frames(taken: Taken) -> Iterator[tuple[str, pl.DataFrame]]:
    known = taken.situation
    yield _("Résultats"), _values(_results(taken), compared=bool(taken.figures.table.columns))
    yield _("Réponses"), _values(_rows("", known.given))
    yield _("Hypothèses"), _values(_rows("", known.assumed))
    yield _("Sources"), _texts((_("Sujet"), _("Intitulé"), _("Texte")), _sources(taken))


def _values(rows: Iterable[Row], compared: bool = False) -> pl.DataFrame:
    names = (_("Colonne"), _("Règle"), _("Intitulé"), _("Valeur"), _("Unité"), _("En clair"))
    kinds = (pl.String, pl.String, pl.String, pl.Float64, pl.String, pl.String)
    frame = pl.DataFrame([*rows], schema=dict(zip(names, kinds, strict=True)), orient="row")
    return frame if compared else frame.drop(names[0])


def _texts(names: Sequence[str], rows: Iterable[Sequence[str]]) -> pl.DataFrame:
    cut = [[cell[:LONGEST] for cell in row] for row in rows]
    return pl.DataFrame(cut, schema=dict.fromkeys(names, pl.String), orient="row")


def _results(taken: Taken) -> Iterator[Row]:
    """The figures of the page; in columns, those of each, one under the other."""
    engine, unit, table = engine_of(taken.simulation.simulator), taken.simulation.unit, taken.figures.table
    if not taken.simulation.simulator.contexts:
        yield from _rows(_("Cette simulation"), taken.figures.lines)
    for column in table.columns if taken.simulation.simulator.contexts else table.columns[:-1]:
        names = [row.name for _title, rows in table.groups for row in rows]
        yield from _rows(column.title, [line(engine, name, amount(column.values[name], unit)) for name in names])


def _rows(column: str, lines: Iterable[Line]) -> Iterator[Row]:
    for one in lines:
        unit = one.amount.unit if one.amount.number is not None else ""
        yield column, one.name, one.title, _number(one.amount), unit, one.text


def _number(found: Amount) -> float | None:
    """A number as it is on the page: to the cent by month, to the euro by year."""
    return None if found.number is None else round(found.number, found.decimals) + 0.0


def _sources(taken: Taken) -> Iterator[tuple[str, str, str]]:
    used = model(taken.simulation.simulator.model)
    yield _("Simulateur"), texts.chosen(taken.simulation.simulator.title), ""
    yield _("Date de la simulation"), taken.made.date().isoformat(), ""
    yield _("Modèle"), used.name, used.version
    yield _("Date du droit"), used.dated, ""
    yield _("Lien"), _("Ouvrir cette simulation"), taken.link
    for notice in notices(taken):
        yield _("Avertissement"), notice.title, notice.text
    for told in taken.figures.notifications:
        yield _("À savoir"), told.name, "\n".join(paragraphs(told.text))
    for one in taken.figures.references:
        yield _("Texte de référence"), f"{one.rule} : {one.label}", one.address
