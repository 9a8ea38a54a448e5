"""Documents: a YAML or JSON text with its file, read into plain data, and the places of its parts.

Reading keeps no positions: a part is found again, in the text, when something must be said of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, Final, NoReturn

from publicodes.errors import Path, Place
from publicodes.reading.building import DEEPEST, Unreadable, read_yaml, too_deep, twice
from publicodes.reading.places import Part, outline
from publicodes.reading.scalars import number_of

JSON_TEXT: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
JSON_TEXTS: Final = re.compile(JSON_TEXT, re.DOTALL)
JSON_MARKS: Final = re.compile(JSON_TEXT + r"|[\[{\]}]", re.DOTALL)
UNMARKED: Final = re.compile(r"[^\[{\]}]+")
HALVES: Final = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
"""Escapes of characters beyond 16 bits, which JSON writes in two halves and YAML does not take."""


def _same(offset: int) -> int:
    return offset


@dataclass(frozen=True)
class Document:
    """A text and its file. `outside` is the program it was taken out of, if it was, and `offset` the way back there."""

    file: str
    text: str
    json: bool = False
    outside: str = ""
    offset: Callable[[int], int] = _same

    def data(self) -> Any:
        """What the text says. Raises Unreadable."""
        return read_json(self.text) if self.json else read_yaml(self.text)

    @cached_property
    def outline(self) -> Part:
        """Where its parts stand."""
        return outline(HALVES.sub(r"\\u0020", self.text) if self.json else self.text)

    def place(self, path: Path) -> Place:
        """Where `path`, or the deepest part of it that exists, stands."""
        return self.at(self.outline.at(path), path)

    def at(self, offset: int, path: Path = ()) -> Place:
        text, offset = self.outside or self.text, self.offset(offset)
        start = text.rfind("\n", 0, offset) + 1
        return Place(path, self.file, text.count("\n", 0, offset) + 1, offset - start + 1)


def read_json(text: str) -> Any:
    """The data of a JSON text; of two equal keys none is lost. Raises Unreadable."""
    _bounded(text)
    try:
        found = json.loads(text, object_pairs_hook=_pairs, parse_int=number_of, parse_constant=_constant)
    except json.JSONDecodeError as wrong:
        raise Unreadable("PC104", f"this is not JSON: {wrong.msg}", "", (wrong.pos,)) from None
    except _Doubled as wrong:
        raise _doubled(text, str(wrong)) from None
    if half := HALVES.search(text):
        _whole(found, half.start())
    return found


def _whole(data: Any, at: int) -> None:
    """Refuse halves of characters, which no file nor screen takes."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Unreadable("PC104", "this is not JSON: half of a character is escaped", "", (at,)) from None


def _bounded(text: str) -> None:
    """Refuse a text too deep to be read; where it is, is searched once it is known to be."""
    if _deepest(UNMARKED.sub("", JSON_TEXTS.sub("", text))) > DEEPEST:
        depth = 0
        for found in JSON_MARKS.finditer(text):
            depth += _step(found[0])
            if depth > DEEPEST:
                raise too_deep(found.start())


def _deepest(marks: str) -> int:
    return max(accumulate(map(_step, marks)), default=0)


def _step(mark: str) -> int:
    return 1 if mark in ("{", "[") else -1 if mark in ("}", "]") else 0


class _Doubled(Exception):
    """A key written twice in a JSON object."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Doubled(next(name for name in names if names.count(name) > 1))
    return found


def _constant(name: str) -> NoReturn:
    raise Unreadable("PC104", f"this is not JSON: {name} is no number", "write a number")


def _doubled(text: str, key: str) -> Unreadable:
    """The fault of a key of JSON written twice, with both places when the text also reads as YAML."""
    try:
        read_yaml(text)
    except Unreadable as wrong:
        if wrong.code == "PC108":
            return wrong
    return twice(key)
