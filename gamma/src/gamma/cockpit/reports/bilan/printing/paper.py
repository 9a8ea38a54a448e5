"""Paper: the bilan as a tagged PDF."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from gamma.cockpit.reports.bilan.document import (
    Block,
    Bullets,
    Chart,
    Document,
    Emphasis,
    Heading,
    Link,
    Mark,
    Paragraph,
    Quoted,
    Row,
    Run,
    Strong,
    Table,
    Tiles,
    Warned,
)
from gamma.cockpit.reports.bilan.printing.pictures import charts, drawn
from gamma.ground import wording
from gamma.ground.design.templatetags.design import MARKS
from gamma.ground.pdf import typeset

TEMPLATE = "reports/bilan/bilan.typ"
DEEPEST = 9
LONG = 12  # rows of data that stand beside their chart
MOST = 5_000  # rows of tables; each takes some hundred kilobytes to set
WIDEST, NARROWEST = 40, 9  # characters that a column asks for, at most and at least


def printed(document: Document) -> bytes:
    """The document with its pictures; without its details when they would make thousands of pages."""
    with translation.override(document.language):
        return _typeset(_abridged(document) if _rows(document) > MOST else document)


def _rows(document: Document) -> int:
    return sum(len(block.rows) for block in document.blocks if isinstance(block, Table))


def _abridged(document: Document) -> Document:
    """Charts and tables of readings are left to the page and to the data, and the paper says so."""
    said = _(
        "Cette édition est trop grande pour que ses graphiques et tous ses relevés tiennent sur papier : ils sont sur "
        "la page du bilan et dans ses données."
    )
    kept = [block for block in document.blocks if not isinstance(block, Chart) and not getattr(block, "detail", False)]
    return replace(document, blocks=(Paragraph((said,)), *_filled(kept)))


def _filled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the headings under which nothing is left."""
    kept: list[Block] = []
    level = 0  # of the heading that the block after this one belongs to, 0 at the end
    for block in reversed(blocks):
        empty = isinstance(block, Heading) and level <= block.level
        if not empty:
            kept.append(block)
            level = block.level if isinstance(block, Heading) else DEEPEST
    return kept[::-1]


def _typeset(document: Document) -> bytes:
    pictures = {f"{chart.name}.svg": drawn(document, chart) for chart in charts(document)}
    made = datetime.combine(document.computed_on, time(), UTC)
    data = _document(document)
    return typeset(TEMPLATE, data, pictures, title=document.title, language=document.language, made=made)


def _document(document: Document) -> dict[str, Any]:
    return {
        "kicker": document.kicker,
        "lead": document.lead,
        "blocks": [_PRINT[type(block)](block) for block in document.blocks],
        "anchors": sorted(_anchors(document)),
        "colophon": _("Calculé le %(day)s. Empreinte du contenu (SHA-256) : %(digest)s")
        % {"day": wording.day(document.computed_on), "digest": document.digest},
    }


def _anchors(document: Document) -> set[str]:
    """The places a link may lead to."""
    headings = {block.anchor for block in document.blocks if isinstance(block, Heading)}
    rows = {row.anchor for block in document.blocks if isinstance(block, Table) for row in block.rows if row.anchor}
    return headings | rows


def _run(run: Run) -> dict[str, str]:
    if isinstance(run, Mark):
        return {"kind": "mark", "text": run.text, "mark": MARKS.get(run.verdict, "–")}
    if isinstance(run, Strong):
        return {"kind": "strong", "text": run.text}
    if isinstance(run, Emphasis):
        return {"kind": "emphasis", "text": run.text}
    if isinstance(run, Link | Quoted):
        return {"kind": "words", "text": run.text, "href": run.href}
    return {"kind": "words", "text": run, "href": ""}


def _row(row: Row) -> dict[str, Any]:
    return {"anchor": row.anchor, "cells": [[_run(run) for run in cell] for cell in row.cells]}


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "columns": list(table.columns),
        "numeric": list(table.numeric),
        "widths": [_width(table, rank) for rank in range(len(table.columns))],
        "rows": [_row(row) for row in table.rows],
    }


def _width(table: Table, rank: int) -> int:
    """What a column asks of the page: the length of its longest text, within reason."""
    lengths = [
        sum(len(getattr(run, "text", run if isinstance(run, str) else "")) for run in row.cells[rank])
        for row in table.rows
    ]
    return min(max([NARROWEST, len(table.columns[rank]), *lengths]), WIDEST)


def _chart(chart: Chart) -> dict[str, Any]:
    """On paper, long data that stand in full further on are not printed twice: a link leads to their page."""
    elsewhere = bool(chart.given) and len(chart.table.rows) > LONG
    words = {"title": chart.shape.title, "caption": chart.caption, "picture": f"{chart.name}.svg"}
    data = {"kind": "words", "text": _("Les données de ce graphique"), "href": f"#{chart.given}"}
    return {"kind": "chart", **words, "data": data if elsewhere else None, "table": _table(chart.table)}


def _warned(warned: Warned) -> dict[str, Any]:
    links = [_run(link) for link in warned.links]
    return {"kind": "warned", "title": warned.title, "text": warned.text, "mend": warned.mend, "links": links}


def _tiles(block: Tiles) -> dict[str, Any]:
    tiles = [{"label": tile.label, "figure": _run(tile.figure), "note": tile.note} for tile in block.tiles]
    return {"kind": "tiles", "tiles": tiles}


def _bullets(block: Bullets) -> dict[str, Any]:
    return {"kind": "bullets", "ordered": block.ordered, "items": [[_run(run) for run in item] for item in block.items]}


_PRINT: dict[type, Callable[[Any], dict[str, Any]]] = {
    Heading: lambda block: {"kind": "heading", "level": block.level, "text": block.text, "anchor": block.anchor},
    Paragraph: lambda block: {"kind": "paragraph", "runs": [_run(run) for run in block.runs]},
    Bullets: _bullets,
    Tiles: _tiles,
    Table: _table,
    Chart: _chart,
    Warned: _warned,
}
