"""Files: everything a bilan is handed out as, in one language."""

from gamma.cockpit.reports.bilan.document import Chart, Document
from gamma.cockpit.reports.bilan.printing import html, markdown, paper
from gamma.cockpit.reports.bilan.printing.pictures import charts, drawn

BODY = "body.html"  # what the site frames
PAGE, PAPER, TEXT, DATA = "bilan.html", "bilan.pdf", "bilan.md", "bilan.json"
PRINTERS = {
    BODY: lambda document: html.body(document).encode(),
    PAGE: html.standalone,
    PAPER: paper.printed,
    TEXT: markdown.printed,
}


def printed(document: Document, name: str) -> bytes | None:
    """One file of a document by its name, None when it has none of that name."""
    if name in PRINTERS:
        return PRINTERS[name](document)
    found = next((chart for chart in charts(document) if _address(chart) == name), None)
    return drawn(document, found) if found else None


def names(document: Document) -> list[str]:
    """The files of a document."""
    return [*PRINTERS, *map(_address, charts(document))]


def _address(chart: Chart) -> str:
    return f"{markdown.PICTURES}/{chart.name}.svg"
