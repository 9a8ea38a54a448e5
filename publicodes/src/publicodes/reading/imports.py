"""Imports: `importer!`, the rules that a file takes from an installed package (SPEC §26).

Faults: PC120 badly written · PC121 package not found · PC122 no such rule, or a private one · PC123 rule listed twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as File
from typing import Any, Final, TypeAlias

from publicodes.core.rules import Rule
from publicodes.errors import Fault, ModelError, Path, near
from publicodes.reading.building import Unreadable
from publicodes.reading.documents import Document
from publicodes.reading.files import text_of
from publicodes.reading.packages import package_document
from publicodes.reading.rules import read_rules

KEY: Final = "importer!"
FROM, INTO, LISTED = "depuis", "dans", "les règles"
SEPARATOR: Final = " . "
PACKAGE: Final = re.compile(r"(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*", re.IGNORECASE)
SHAPE: Final = "write « depuis: {nom: package} » and « les règles: » with a list of names"

Referred: TypeAlias = Callable[[Mapping[str, Rule], str], list[str]]
"""The names of the rules that a rule of a model refers to, its ancestors left out."""


@dataclass(slots=True)
class Brought:
    """What one import brings: rules by their new names, where each is written, the namespaces it needs."""

    rules: dict[str, Any] = field(default_factory=dict)
    written: dict[str, tuple[Document, Path]] = field(default_factory=dict)
    spaces: dict[str, None] = field(default_factory=dict)


def brought(wanted: Any, folder: File, referred: Referred) -> Brought:
    """The rules that an `importer!` written in a file of `folder` brings. Raises ModelError, its paths in that file."""
    order = _Order.of(wanted)
    document = _document(order, folder)
    try:
        model = document.data()
        rules = read_rules(model, today=date.min) if isinstance(model, dict) else {}
    except Unreadable as wrong:
        raise ModelError(Fault(wrong.code, wrong.what, wrong.mend, (KEY, FROM))) from None
    except ModelError as wrong:
        raise ModelError([fault.located(document.place) for fault in wrong.faults]) from None
    return _Import(order, document, model, rules, referred).brought()


@dataclass(frozen=True, slots=True)
class _Order:
    """An `importer!` as written."""

    package: str
    source: str | None
    url: str | None
    space: str
    listed: list[tuple[str, Mapping[str, Any]]]

    @classmethod
    def of(cls, raw: Any) -> _Order:
        raw = raw if isinstance(raw, Mapping) else {}
        origin = raw.get(FROM)
        origin = origin if isinstance(origin, Mapping) else {}
        package = origin.get("nom")
        if not isinstance(package, str) or not PACKAGE.fullmatch(package):
            raise _refusal("PC120", "an import names the package it takes rules from", SHAPE, FROM)
        source, url = origin.get("source"), origin.get("url")
        space = raw.get(INTO, package.rsplit("/", 1)[-1])
        if not all(text is None or isinstance(text, str) for text in (source, url, space or 0)):
            raise _refusal("PC120", "« source », « url » and « dans » are texts", SHAPE)
        return cls(package, source, url, space, list(_listed(raw.get(LISTED))))


def _listed(raw: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(raw, list):
        raise _refusal("PC120", "an import lists the rules it takes", SHAPE, LISTED)
    seen: set[str] = set()
    for place, item in enumerate(raw):
        name, attributes = next(iter(item.items())) if isinstance(item, dict) and len(item) == 1 else (item, {})
        if not isinstance(name, str) or not isinstance(attributes, dict):
            raise _refusal(
                "PC120", "an imported rule is a name, or a name and its new attributes", SHAPE, LISTED, place
            )
        if name in seen:
            raise _refusal("PC123", f"the rule « {name} » is listed twice", "list it once", LISTED, place)
        seen.add(name)
        yield name, attributes


def _refusal(code: str, what: str, mend: str, *steps: str | int) -> ModelError:
    return ModelError(Fault(code, what, mend, (KEY, *steps)))


def _document(order: _Order, folder: File) -> Document:
    """The compiled model: the given file, or that of the package installed nearest above the importing file."""
    try:
        if order.source is not None:
            file = folder / order.source
            return (
                package_document(file)
                if file.is_dir()
                else Document(str(file), text_of(file), json=file.suffix == ".json")
            )
        return package_document(_installed(order.package, folder))
    except Unreadable as wrong:
        raise _refusal("PC121", wrong.what, wrong.mend, FROM) from None


def _installed(package: str, folder: File) -> File:
    for above in (folder.resolve(), *folder.resolve().parents):
        found = above / "node_modules" / package
        if found.is_dir():
            return found
    mend = "install it with npm, or give the path of its compiled model as « source »"
    raise _refusal("PC121", f"the package « {package} » is not installed", mend, FROM)


class _Import:
    """Rules being taken from one model."""

    def __init__(
        self, order: _Order, document: Document, model: Mapping[str, Any], rules: Mapping[str, Rule], referred: Referred
    ) -> None:
        self.order, self.document, self.model = order, document, model
        self.rules, self.referred = rules, referred
        self.found = Brought()

    def brought(self) -> Brought:
        listed = dict(self.order.listed)
        self.check(listed)
        waiting = list(listed)
        taken = set(waiting)
        while waiting:
            name = waiting.pop()
            self.take(name, listed.get(name, {}))
            fresh = [one for one in self.needed(name) if one not in taken]
            waiting += fresh
            taken.update(fresh)
        return self.found

    def needed(self, name: str) -> list[str]:
        """What a rule refers to; what is wrong with it is told in the model's own file."""
        try:
            return self.referred(self.rules, name)
        except ModelError as wrong:
            raise ModelError([fault.located(self.document.place) for fault in wrong.faults]) from None

    def check(self, listed: Mapping[str, Any]) -> None:
        """Refuse what is listed and cannot be taken, all told together."""
        faults = []
        for place, name in enumerate(listed):
            if name not in self.rules:
                what = f"« {self.order.package} » has no rule « {name} »"
                faults.append(Fault("PC122", what, near(name, self.rules), (KEY, LISTED, place)))
            elif any(name in self.rules and self.rules[name].private for name in (name, *_ancestors(name))):
                faults.append(
                    Fault("PC122", f"the rule « {name} » is private", "take a public rule", (KEY, LISTED, place))
                )
        if faults:
            raise ModelError(faults)

    def take(self, name: str, attributes: Mapping[str, Any]) -> None:
        rule = self.rules[name]
        raw = {**_without_nested(rule.raw), **attributes}
        if rule.private:
            raw["privé"] = "oui"
        raw["description"] = "\n\n".join(
            text for text in (self.note(), raw.get("description")) if isinstance(text, str)
        )
        full = f"{self.order.space}{SEPARATOR}{name}"
        self.found.rules[full] = raw
        self.found.written[full] = (self.document, self.path(name))
        self.found.spaces.update(dict.fromkeys(_ancestors(full)))

    def note(self) -> str:
        package = self.order.package
        return f"> Règle importée de {f'[{package}]({self.order.url})' if self.order.url else f'`{package}`'}."

    def path(self, name: str) -> Path:
        """Where the model writes the rule: at its top, or nested in one of its ancestors."""
        for above in (name, *_ancestors(name)):
            if above in self.model:
                inner = name[len(above) + len(SEPARATOR) :]
                return (above, "avec", inner) if inner else (above,)
        return (name,)


def _ancestors(name: str) -> list[str]:
    parts = name.split(SEPARATOR)
    return [SEPARATOR.join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]


def _without_nested(raw: Any) -> Any:
    """A definition without the rules nested in it, at any depth: those that are needed come as rules of their own."""
    if isinstance(raw, Mapping):
        return {key: _without_nested(value) for key, value in raw.items() if key != "avec"}
    return [_without_nested(item) for item in raw] if isinstance(raw, list) else raw
