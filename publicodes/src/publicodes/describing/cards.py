"""Cards: what a rule says of itself in its metadata – names, texts, references of the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publicodes.core.nodes import Constant, DefaultUsed, Node, Reference
from publicodes.core.rules import Possibilities, Rule
from publicodes.values.formatting import format_value, serialise_value


@dataclass(frozen=True, slots=True)
class Source:
    """A reference that justifies a rule: a label, and the address of a text when there is one."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Another rule, by name, with the title to show."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One possibility of a rule. `answer` is what a situation takes (`'CDI'`, `4 pièce`)."""

    answer: str
    title: str
    description: str = ""
    rule: str | None = None


def link(rule: Rule) -> Link:
    return Link(rule.name, rule.title)


def text_of(rule: Rule, key: str) -> str:
    """A text of the metadata, empty when there is none."""
    given = rule.raw.get(key)
    return "" if given is None or isinstance(given, Mapping | list | tuple) else str(given).strip()


def sources(rule: Rule) -> tuple[Source, ...]:
    """The references of the law: `références`, a mapping of labels to addresses, a list or a text."""
    return tuple(_sources(rule.raw.get("références")))


def _sources(given: Any) -> Iterator[Source]:
    if isinstance(given, Mapping):
        for label, address in given.items():
            yield Source(str(label), str(address)) if isinstance(address, str) else Source(str(label))
    elif isinstance(given, list | tuple):
        for one in given:
            yield from _sources(one)
    elif isinstance(given, str):
        yield Source(given, given if given.startswith(("http://", "https://")) else "")


def choices(possibilities: Possibilities | None) -> tuple[Choice, ...]:
    """The possibilities as a form offers them."""
    return tuple(_choice(item) for item in possibilities.items) if possibilities else ()


def _choice(item: Constant | Reference) -> Choice:
    if isinstance(item, Constant):
        return Choice(serialise_value(item.value, item.unit) or "", format_value(item.value, item.unit))
    rule = item.rule
    return Choice(f"'{item.name}'", rule.title, text_of(rule, "description"), rule.name)


def default_of(rule: Rule) -> Node | None:
    """The expression of `par défaut` at the level of the rule."""
    node: Node | None = rule.value
    while node is not None and node.clause is not None:
        default = node.clause.parts.get("défaut")
        if isinstance(default, Node):
            return default.value if isinstance(default, DefaultUsed) else default
        node = node.clause.parts.get("valeur")
    return None
