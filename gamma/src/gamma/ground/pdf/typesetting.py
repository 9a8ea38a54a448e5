"""Typesetting: what a template is given, and what comes out of Typst."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.utils import get_app_template_dirs

from gamma.ground.design.typography import spaced

HOUSE = Path(__file__).with_name("house.typ")


def typeset(
    template: str,
    data: Mapping[str, Any],
    images: Mapping[str, bytes] | None = None,
    *,
    title: str,
    language: str,
    made: datetime,
) -> bytes:
    """A PDF of a template such as "reports/bilan.typ", found beside the HTML ones of its room.

    The template begins with `#import "house.typ": *` and reads `data`; texts go there as data, never as markup.
    `images` are files by the name that the template gives them; `made`, with its time zone, is written in the document.
    """
    import typst  # loaded with the first document only

    told = {**data, "title": title, "language": language, "made": made.date().isoformat()}
    # Typst takes a dict of files as well, which its types do not say.
    files: Any = {"main.typ": _source(template), "house.typ": HOUSE.read_bytes(), **(images or {})}
    inputs = {"data": json.dumps(_typography(told) if language == "fr" else told)}
    document: bytes = typst.compile(
        files, ignore_system_fonts=True, sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=made
    )
    return document


@lru_cache
def _source(template: str) -> bytes:
    found = (folder / template for folder in get_app_template_dirs("templates"))
    return next(path for path in found if path.is_file()).read_bytes()


def _typography(value: Any) -> Any:
    """The no-break spaces of French, in every text of the data."""
    if isinstance(value, str):
        return spaced(value)
    if isinstance(value, Mapping):
        return {key: _typography(item) for key, item in value.items()}
    return [_typography(item) for item in value] if isinstance(value, list | tuple) else value
