"""Sources: where rules come from – a mapping, files of rules, a JSON file, an installed npm package – as one mapping.

Faults: PC101 unreadable file · PC102 not UTF-8 · PC103 too large · PC104 syntax · PC105 no mapping of rules ·
PC106 several documents · PC107 tag · PC108 key written twice · PC109 too deep · PC110 aliases · PC111 key that is no
text · PC112 rule written twice · PC113 no file of rules · PC114 package without rules · PC120 to PC123 imports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as File
from typing import Any, Final, TypeAlias

from publicodes.errors import Fault, ModelError, Path, Place
from publicodes.reading.building import Unreadable
from publicodes.reading.documents import Document
from publicodes.reading.files import composed, text_of
from publicodes.reading.imports import KEY, Referred, brought
from publicodes.reading.packages import MODULES, module_document, package_document

Origin: TypeAlias = Mapping[str, Any] | str | File
RULES: Final = ("*.publicodes", "*.yaml", "*.yml")
PACKAGES: Final = "node_modules"


@dataclass(frozen=True, slots=True)
class Source:
    """Rules, by name, as they are written; `written` tells in which document, and where, when they come from files."""

    rules: Mapping[str, Any]
    written: Mapping[str, tuple[Document, Path]] = field(default_factory=dict)

    def locate(self, path: Path) -> Place:
        """The file, line and column of a part of a rule; of the deepest part that stands in the file."""
        found = self.written.get(str(path[0])) if path else None
        if found is None:
            return Place(path)
        document, start = found
        return replace(document.place((*start, *path[1:])), path=path)


def read(origin: Origin, referred: Referred) -> Source:
    """The rules of `origin`: a mapping, or the path of a file, a folder or an installed package.

    `referred(rules, name)` gives the rules that a rule refers to, for imports. Raises ModelError, with every fault of
    every file.
    """
    if isinstance(origin, Mapping):
        return Source(origin)
    gathering = _Gathering(referred)
    for document in gathering.documents_of(File(origin)):
        gathering.add(document)
    return gathering.source()


class _Gathering:
    """Documents put together."""

    def __init__(self, referred: Referred) -> None:
        self.referred = referred
        self.rules: dict[str, Any] = {}
        self.written: dict[str, tuple[Document, Path]] = {}
        self.imports: list[tuple[Document, Any]] = []
        self.faults: list[Fault] = []

    def documents_of(self, origin: File) -> list[Document]:
        found = []
        for file in self.files(origin):
            try:
                found.append(_document(file))
            except Unreadable as wrong:
                self.refuse(wrong)
        return found

    def files(self, origin: File) -> list[File]:
        """The files of rules of a folder; anything else is one file, an installed package included."""
        if not origin.is_dir() or (origin / "package.json").is_file():
            return [origin]
        found = folder_files(origin)
        if not found:
            what = f"there is no file of rules in « {origin} »"
            self.faults.append(Fault("PC113", what, "write rules in a file whose name ends in .publicodes"))
        return found

    def add(self, document: Document) -> None:
        try:
            data = document.data()
        except Unreadable as wrong:
            self.refuse(wrong, document)
            return
        if data is None:
            return
        if not isinstance(data, dict):
            mend = "write « name: rule » lines"
            self.faults.append(
                Fault("PC105", "a file of rules is a mapping of names to rules", mend, places=(document.at(0),))
            )
            return
        self.merge(document, data)

    def merge(self, document: Document, data: dict[str, Any]) -> None:
        if KEY in data:
            self.imports.append((document, data.pop(KEY)))
        for name, rule in data.items():
            self.keep(name, rule, document, (name,))

    def keep(self, name: str, rule: Any, document: Document, path: Path) -> None:
        known = self.written.get(name)
        if known is not None:
            places = (known[0].place(known[1]), document.place(path))
            mend = "keep one of them, or rename one"
            self.faults.append(Fault("PC112", f"the rule « {name} » is written twice", mend, (name,), places=places))
        self.rules[name] = rule
        self.written[name] = (document, path)

    def refuse(self, wrong: Unreadable, document: Document | None = None) -> None:
        places = tuple(document.at(offset) for offset in wrong.at) if document else ()
        if document and not places:
            places = (Place((), document.file),)
        self.faults.append(Fault(wrong.code, wrong.what, wrong.mend, places=places))

    def source(self) -> Source:
        """Everything gathered, imports included. Raises ModelError."""
        if not self.faults:
            self.bring()
        if not self.faults and not self.rules:
            self.faults.append(Fault("PC105", "there is no rule to read", "write « name: rule » lines"))
        if self.faults:
            raise ModelError(self.faults)
        return Source(self.rules, self.written)

    def bring(self) -> None:
        """Add the rules that files import, then the namespaces that nobody defines."""
        spaces: dict[str, Document] = {}
        for document, wanted in self.imports:
            try:
                found = brought(wanted, File(document.file).parent, self.referred)
            except ModelError as wrong:
                self.faults += [fault if fault.places else fault.located(document.place) for fault in wrong.faults]
                continue
            for name, rule in found.rules.items():
                if self.rules.get(name) != rule:
                    self.keep(name, rule, *found.written[name])
            spaces.update(dict.fromkeys(found.spaces, document))
        for name in (one for one in spaces if one not in self.rules):
            self.keep(name, None, spaces[name], (KEY,))


def folder_files(folder: File) -> list[File]:
    """The `.publicodes` files of a folder and of its sub-folders, or else the YAML ones, packages left out."""
    for pattern in RULES[:1], RULES[1:]:
        found = sorted(file for one in pattern for file in folder.rglob(one) if file.is_file())
        kept = [file for file in found if not _hidden(file.relative_to(folder))]
        if kept:
            return kept
    return []


def _hidden(file: File) -> bool:
    return any(part == PACKAGES or part.startswith(".") for part in file.parts)


def _document(file: File) -> Document:
    """The document of one file or package. Raises Unreadable."""
    if file.is_dir():
        return package_document(file)
    if file.suffix in MODULES:
        found = module_document(file)
        if found is None:
            raise Unreadable("PC114", f"« {file} » holds no rules that can be read", "give a JSON or a YAML file")
        return found
    text = text_of(file)
    return Document(str(file), text, json=True) if file.suffix == ".json" else Document(str(file), composed(text))
