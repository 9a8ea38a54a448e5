"""Packages: the rules that an installed npm package brings, read without running it.

A package holds a `*.model.json`, or a module of JavaScript that imports a JSON file, writes the rules as a JSON object,
or keeps them in a text for `JSON.parse`.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from publicodes.reading.building import Unreadable
from publicodes.reading.documents import Document
from publicodes.reading.files import text_of

MODULES: Final = (".js", ".mjs", ".cjs")
TEXT: Final = re.compile(
    "|".join(rf"{quote}\{{[^{quote}\\]*+(?:\\.[^{quote}\\]*+)*+{quote}" for quote in "\"'`"), re.DOTALL
)
ESCAPE: Final = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL)
ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
SIMPLE: Final = [(f"\\{letter}", letter) for letter in "\"'`/"] + [(f"\\{one}", ESCAPES[one]) for one in ESCAPES]
HALF: Final = re.compile("[\ud800-\udfff]")
OBJECT: Final = re.compile(r"(?:=|\bdefault)\s*(?:/\*.*?\*/\s*)?(\{)", re.DOTALL)
IMPORTED: Final = re.compile(r"""(?:\bfrom|\bimport|\brequire\()\s*["'](\.{1,2}/[^"']+\.json)["']""")
MEND: Final = "give the path of its compiled model (a JSON file)"


def package_document(folder: Path) -> Document:
    """The document of the rules of the package installed in `folder`. Raises Unreadable."""
    described = _description(folder)
    for file in (*_models(folder, str(described.get("name", folder.name))), *_entries(folder, described)):
        found = module_document(file) if file.suffix in MODULES else Document(str(file), text_of(file), json=True)
        if found is not None:
            return found
    raise Unreadable("PC114", f"the package in « {folder} » brings no rules that can be read", MEND)


def _description(folder: Path) -> dict[str, Any]:
    file = folder / "package.json"
    described = Document(str(file), text_of(file), json=True).data()
    if not isinstance(described, dict):
        raise Unreadable("PC114", f"« {file} » describes no package", MEND)
    return described


def _models(folder: Path, name: str) -> Iterator[Path]:
    """Compiled models: that of the package's own name first, then an only one."""
    for place in (folder / "publicodes-build", folder):
        named = place / f"{name.rsplit('/', 1)[-1]}.model.json"
        others = sorted(place.glob("*.model.json"))
        yield from [named] if named.is_file() else others if len(others) == 1 else []


def _entries(folder: Path, described: dict[str, Any]) -> Iterator[Path]:
    """The files the package says it is entered by, inside its folder."""
    names = (
        *_leaves(described.get("exports")),
        described.get("module"),
        described.get("main"),
        "index.js",
        "index.json",
    )
    for name in dict.fromkeys(name for name in names if isinstance(name, str)):
        file = folder / name
        if file.suffix in (*MODULES, ".json") and file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            yield file


def _leaves(exports: Any) -> list[str]:
    """The texts of `exports`, whose conditions are nested mappings; those of its main entry when it names one."""
    found, waiting = [], [exports.get(".", exports) if isinstance(exports, dict) else exports]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, (dict, list)):
            waiting += one.values() if isinstance(one, dict) else one
    return found


def module_document(file: Path) -> Document | None:
    """The rules inside a JavaScript module, None when it holds none."""
    program = text_of(file)
    return _quoted(file, program) or _written(file, program) or _imported(file, program)


def _quoted(file: Path, program: str) -> Document | None:
    """Rules in a text, which the module would give to `JSON.parse`."""
    for found in TEXT.finditer(program):
        if _is_most(found[0], program):
            literal = Literal(found[0][1:-1], found.start() + 1)
            return Document(str(file), literal.decoded, True, program, literal.offset)
    return None


def _is_most(part: str, program: str) -> bool:
    """Whether a part is the best of a module: rules are, when a module is there to hold them."""
    return len(part) > len(program) / 2


@dataclass(frozen=True)
class Literal:
    """The inside of a text of JavaScript that starts at `start` of its program."""

    written: str
    start: int

    @cached_property
    def decoded(self) -> str:
        text = "\\".join(map(_unescaped, self.written.split("\\\\")))
        return _whole(text) if HALF.search(text) else text

    @cached_property
    def shifts(self) -> list[tuple[int, int]]:
        """After each escape: the place in the decoded text, and how much longer the written one is up to there."""
        found, longer = [(0, 0)], 0
        for escape in ESCAPE.finditer(self.written):
            character = _character(escape)
            longer += len(escape[0]) - (0 if "\udc00" <= character <= "\udfff" else len(character))
            found.append((escape.end() - longer, longer))
        return found

    def offset(self, decoded: int) -> int:
        """Where the character at `decoded` is written in the program."""
        _, longer = self.shifts[bisect_right(self.shifts, (decoded, len(self.written))) - 1]
        return self.start + decoded + longer


def _whole(text: str) -> str:
    """The text, in which two halves of a character are that character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(part: str) -> str:
    """A part between two escaped backslashes: the usual escapes are replaced at once, the others one by one."""
    for written, character in SIMPLE:
        if "\\" not in part:
            return part
        part = part.replace(written, character)
    return ESCAPE.sub(_character, part)


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return "" if escape[4] else ESCAPES.get(escape[5], escape[5])


def _written(file: Path, program: str) -> Document | None:
    """Rules written as an object, when JSON would read it."""
    for found in OBJECT.finditer(program):
        start = found.start(1)
        end = _end(program, start)
        if _is_most(program[start:end], program):
            return Document(str(file), program[start:end], True, program, partial(int.__add__, start))
    return None


def _end(program: str, start: int) -> int:
    """Where the object of JSON that starts at `start` ends; `start` when there is none."""
    try:
        return int(json.JSONDecoder().raw_decode(program, start)[1])
    except (ValueError, RecursionError):
        return start


def _imported(file: Path, program: str) -> Document | None:
    """Rules in a JSON file that the module imports."""
    for found in IMPORTED.finditer(program):
        inner = file.parent / found[1]
        if inner.is_file():
            return Document(str(inner), text_of(inner), json=True)
    return None
