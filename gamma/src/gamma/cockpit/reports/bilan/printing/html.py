"""HTML: the body of the bilan, which the site frames; and the same as one file that stands alone."""

import re
from collections.abc import Mapping
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from gamma.cockpit.reports.bilan.document import Document
from gamma.ground.errors import UserError

SHEET = "design/gamma.css"
_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?;')
_NOTICE = re.compile(r"<!--notice:([^>]*)-->")


def body(document: Document) -> str:
    """The bilan without its frame; comments mark where the correction of a figure would stand."""
    with translation.override(document.language):
        context = {"document": document, "blocks": [(type(block).__name__, block) for block in document.blocks]}
        return render_to_string("reports/bilan/body.html", context)


def noticed(body: str, notices: Mapping[str, str]) -> str:
    """The body with each correction notice, already HTML, beside the figure it corrects."""
    return _NOTICE.sub(lambda mark: notices.get(mark[1], ""), body)


def standalone(document: Document) -> bytes:
    """One file with its style inside, that asks nothing of any server."""
    with translation.override(document.language):
        context = {"document": document, "body": noticed(body(document), {}), "style": _style(SHEET)}
        return render_to_string("reports/bilan/standalone.html", context).encode()


def _style(name: str) -> str:
    """A style sheet with those it imports."""
    path = finders.find(name)
    if path is None:
        raise UserError(
            f"La feuille de style {name} n'est pas installée.\n    → make start installe le thème des pages"
        )
    folder = name.rpartition("/")[0]
    return _IMPORT.sub(lambda match: _imported(folder, *match.groups()), Path(path).read_text(encoding="utf-8"))


def _imported(folder: str, name: str, layer: str | None) -> str:
    path = f"{folder.rpartition('/')[0]}/{name[3:]}".lstrip("/") if name.startswith("../") else f"{folder}/{name}"
    return f"@layer {layer} {{ {_style(path)} }}" if layer else _style(path)
