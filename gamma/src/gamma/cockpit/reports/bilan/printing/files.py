"""Files: everything a bilan is handed out as, in one language."""

from gamma.cockpit.reports.bilan.document import Document
from gamma.cockpit.reports.bilan.printing import html, markdown, paper
from gamma.cockpit.reports.bilan.printing.pictures import pictures

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
    folder, _, picture = name.partition("/")
    return pictures(document).get(picture.removesuffix(".svg")) if folder == markdown.PICTURES else None


def names(document: Document) -> list[str]:
    """The files of a document."""
    return [*PRINTERS, *(f"{markdown.PICTURES}/{name}.svg" for name in pictures(document))]
