"""Pages: what the documentation of one rule says – its definition, what it reads, what reads it, what replaces it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Replacement, Rule
from publicodes.describing.cards import Choice, Link, Source, choices, default_of, link, sources, text_of
from publicodes.describing.explaining import DEEPEST
from publicodes.describing.parts import Part, parts
from publicodes.describing.questions import unit_of
from publicodes.describing.wording import worded
from publicodes.resolving.linking import Model
from publicodes.resolving.names import ancestors, meaning
from publicodes.values.states import UNDEFINED, Kind


@dataclass(frozen=True, slots=True)
class Definition:
    """A part of the definition of a rule: the mechanism `word`, or the expression `formula`, and their own parts.

    `role` is the key it is written under, `place` its bracket or branch, from 1; `rule` the rule it reads, `unit` the
    unit it is put in.
    """

    role: str = ""
    place: int = 0
    word: str = ""
    formula: str = ""
    rule: Link | None = None
    unit: str | None = None
    parts: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True)
class Substitution:
    """A replacement, seen from one of its two rules: `rule` is the other one.

    It holds in the rules whose names begin as `inside`, if any, and not as `outside`. `disables` tells
    `rend non applicable` from `remplace`.
    """

    rule: Link
    disables: bool = False
    inside: tuple[Link, ...] = ()
    outside: tuple[Link, ...] = ()
    priority: float = 0


@dataclass(frozen=True, slots=True)
class Page:
    """All that a documentation page shows of one rule. Links go to public rules only.

    `kind` and `nullable` are static: what the value is, and whether the rule may be not applicable. `definition` is
    None for a rule without value. `raw` is the definition as written, for what this page does not know.
    """

    name: str
    title: str
    question: str
    description: str
    note: str
    references: tuple[Source, ...]
    kind: Kind | None
    unit: str | None
    nullable: bool
    definition: Definition | None
    default: str
    choices: tuple[Choice, ...]
    parent: Link | None
    children: tuple[Link, ...]
    reads: tuple[Link, ...]
    read_by: tuple[Link, ...]
    replaces: tuple[Substitution, ...]
    replaced_by: tuple[Substitution, ...]
    raw: Mapping[str, Any]


@dataclass(slots=True)
class Atlas:
    """Who is whose child, who reads whom, who replaces whom, in one model."""

    model: Model
    children: dict[str, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    readers: dict[str, dict[str, Rule]] = field(default_factory=lambda: defaultdict(dict))
    replacements: dict[str, list[tuple[Rule, Replacement]]] = field(default_factory=lambda: defaultdict(list))


@lru_cache(maxsize=4)
def atlas(model: Model) -> Atlas:
    """The atlas of a model, drawn once."""
    drawn = Atlas(model)
    for rule in model.rules.values():
        for name in ancestors(rule.name)[:1]:
            drawn.children[name].append(rule)
        for read in _read(rule):
            drawn.readers[read.name][rule.name] = rule
        for replacement in rule.replacements:
            for target in _rules(model, rule, [replacement.target]):
                drawn.replacements[target.name].append((rule, replacement))
    return drawn


def page(model: Model, rule: Rule) -> Page:
    """The page of a rule of a model."""
    drawn, default = atlas(model), default_of(rule)
    return Page(
        rule.name,
        rule.title,
        text_of(rule, "question"),
        text_of(rule, "description"),
        text_of(rule, "note"),
        sources(rule),
        rule.kind,
        unit_of(rule),
        bool(rule.nullable),
        definition(rule),
        "" if default is None else worded(default),
        choices(rule.possibilities),
        next(iter(_links(model.rules[name] for name in ancestors(rule.name)[:1] if name in model.rules)), None),
        _links(drawn.children[rule.name]),
        _links(_read(rule)),
        _links(drawn.readers[rule.name].values()),
        tuple(_replaces(model, rule)),
        tuple(_substitution(model, by, by, one) for by, one in drawn.replacements[rule.name] if _public(by)),
        rule.raw,
    )


def _public(rule: Rule) -> bool:
    return not rule.private and not rule.enclosed


def _links(rules: Iterable[Rule]) -> tuple[Link, ...]:
    return tuple(link(rule) for rule in rules if _public(rule))


def _read(rule: Rule) -> list[Rule]:
    """The rules that the text of a rule names, once each, in order."""
    found = {reference.rule.name: reference.rule for reference, _ in rule.references if reference.rule is not None}
    found.pop(rule.name, None)
    return list(found.values())


def _rules(model: Model, rule: Rule, names: Iterable[str]) -> list[Rule]:
    found = (meaning(model.rules, name, rule.name)[0] for name in names)
    return [model.rules[name] for name in found if name is not None]


def _replaces(model: Model, rule: Rule) -> Iterable[Substitution]:
    for replacement in rule.replacements:
        for target in _rules(model, rule, [replacement.target]):
            if _public(target):
                yield _substitution(model, target, rule, replacement)


def _substitution(model: Model, other: Rule, by: Rule, one: Replacement) -> Substitution:
    inside, outside = (_links(_rules(model, by, names)) for names in (one.inside, one.outside))
    return Substitution(link(other), one.disables, inside, outside, one.priority)


# Definitions


def definition(rule: Rule) -> Definition | None:
    """What gives a rule its value, the answer of a situation and the default aside; None when nothing does."""
    found = _defined(Part("", rule.value), 0)
    return None if found == Definition() else found


def _defined(part: Part, depth: int) -> Definition:
    node = _written(part.node)
    if depth > DEEPEST:
        return Definition(part.role, part.place, formula="…")
    if isinstance(node, n.Reference):
        return Definition(part.role, part.place, formula=node.name, rule=_linked(node))
    inner = tuple(_defined(one, depth + 1) for one in parts(node))
    inner = tuple(one for one in inner if one != Definition(one.role, one.place))
    word = node.clause.word if node.clause else ""
    unit = node.unit.text if isinstance(node, n.Conversion) else None
    return Definition(part.role, part.place, word, _formula(node), None, unit, inner)


def _written(node: n.Node) -> n.Node:
    """The node without what every rule has unwritten: its slot, its default."""
    while True:
        if isinstance(node, n.DefaultUsed):
            node = node.value
        elif node.clause is not None and node.clause.word in ("dans la situation", "par défaut"):
            node = node.clause.parts["valeur"]
        else:
            return node


def _formula(node: n.Node) -> str:
    undefined = isinstance(node, n.Constant) and node.value is UNDEFINED
    return "" if node.clause or undefined else worded(node)


def _linked(node: n.Reference) -> Link | None:
    return link(node.rule) if node.rule is not None and _public(node.rule) else None
