"""Correcting: the figures of a published bilan held against those the facts give now, as a reader would see them."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from gamma.cockpit.reports.bilan.composing import compose
from gamma.cockpit.reports.bilan.content import Bilan
from gamma.cockpit.reports.bilan.document import Document, Mark, Quoted
from gamma.ground.texts import LANGUAGES

Words = dict[str, str]


@dataclass(frozen=True)
class Correction:
    """A figure that changed, in both languages; `after` is empty when it is no longer given."""

    key: str
    before: Words
    after: Words
    reason: Words


def corrections(published: Bilan, now: Bilan) -> list[Correction]:
    """The figures of a published bilan that are not the same any more, in the order of the reading.

    Those its texts quote are held against what the published texts would quote now.
    """
    old, new = figures(published), figures(now.model_copy(update={"texts": published.texts}))
    reasons = {
        reading.key: reading.reason for part in now.products for row in part.indicators for reading in row.readings
    }
    return [
        Correction(key, before, new.get(key, {}), reasons.get(key, {}))
        for key, before in old.items()
        if new.get(key, {}) != before
    ]


def figures(bilan: Bilan) -> dict[str, Words]:
    """Every figure and verdict of a bilan, by key, as it is printed in each language."""
    found: dict[str, Words] = {}
    for language in LANGUAGES:
        for key, text in said(compose(bilan, language)).items():
            found.setdefault(key, {})[language] = text
    return found


def said(document: Document) -> dict[str, str]:
    """Every figure and verdict of a document, by key."""
    return {quoted.key: quoted.text for quoted in _quoted(document.blocks)}


def _quoted(part: Any) -> Iterator[Quoted | Mark]:
    """The figures and verdicts in a part of a document, however deep."""
    if isinstance(part, Quoted | Mark):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _quoted(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _quoted(getattr(part, field.name))
