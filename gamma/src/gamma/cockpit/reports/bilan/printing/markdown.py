"""Markdown: the bilan as text that can be read, compared and pasted; charts are files beside it."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

from gamma.cockpit.reports.bilan.document import (
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
    Runs,
    Strong,
    Table,
    Tiles,
    Warned,
)
from gamma.ground.design.templatetags.design import MARKS

PICTURES = "charts"
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def printed(document: Document) -> bytes:
    """The whole document."""
    head = [f"# {_plain(document.title)}", _plain(document.lead)]
    parts = [*head, *(_PRINT[type(block)](block) for block in document.blocks), _foot(document)]
    return ("\n\n".join(parts) + "\n").encode()


def _foot(document: Document) -> str:
    return f"---\n\n{document.computed_on} · sha256 {document.digest}"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _run(run: Run) -> str:
    if isinstance(run, Strong):
        return f"**{_plain(run.text)}**"
    if isinstance(run, Emphasis):
        return f"*{_plain(run.text)}*"
    if isinstance(run, Link | Quoted):
        return f"[{_plain(run.text)}]({run.href})" if run.href else _plain(run.text)
    if isinstance(run, Mark):
        return f"**{MARKS.get(run.verdict, '–')} {_plain(run.text)}**"
    return _plain(run)


def _line(runs: Runs) -> str:
    return " ".join("".join(_run(run) for run in runs).split("\n"))


def _heading(block: Heading) -> str:
    return f'<a id="{block.anchor}"></a>\n\n{"#" * block.level} {_plain(block.text)}'


def _bullets(block: Bullets) -> str:
    marks = (f"{rank}." if block.ordered else "-" for rank in count(1))
    return "\n".join(f"{mark} {_line(item)}" for mark, item in zip(marks, block.items, strict=False))


def _tiles(block: Tiles) -> str:
    return "\n".join(f"- **{_plain(tile.label)}** – {_run(tile.figure)} ({_plain(tile.note)})" for tile in block.tiles)


def _table(block: Table) -> str:
    rules = ["---:" if rank in block.numeric else "---" for rank in range(len(block.columns))]
    head = [_cells([_plain(column) for column in block.columns]), _cells(rules)]
    return "\n".join([*head, *(_row(row) for row in block.rows)])


def _row(row: Row) -> str:
    first, *others = (_line(cell) for cell in row.cells)
    named = f'<a id="{row.anchor}"></a>{first}' if row.anchor else first
    return _cells([named, *others])


def _cells(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _chart(block: Chart) -> str:
    title = f"![{_plain(block.shape.title)}]({PICTURES}/{block.name}.svg)"
    caption = [_plain(block.caption)] if block.caption else []
    return "\n\n".join([f"#### {_plain(block.shape.title)}", *caption, title, _table(block.table)])


def _warned(block: Warned) -> str:
    links = [f"> - {_run(link)}" for link in block.links]
    return "\n".join([f"> **{_plain(block.title)}**", ">", f"> {_plain(block.text)} {_plain(block.mend)}", ">", *links])


_PRINT: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: lambda block: _line(block.runs),
    Bullets: _bullets,
    Tiles: _tiles,
    Table: _table,
    Chart: _chart,
    Warned: _warned,
}
