"""Freezing: a linked and inferred model → bytes of plain tuples, rule by rule, in which nothing can be executed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publicodes.caching.plain import dumped
from publicodes.caching.shapes import (
    ABSENT,
    BRACKET,
    BRANCH,
    CLASSES,
    FIELDS,
    INTEGER,
    LIST,
    MAPPING,
    RULE,
    SHARED,
    TUPLE,
    UNIT,
    Frozen,
)
from publicodes.core import nodes as n
from publicodes.core.rules import Possibilities, Replacement, Rule
from publicodes.resolving.linking import Model
from publicodes.resolving.replacements import Substitute
from publicodes.values.states import Absent
from publicodes.values.units import Unit

CODES = {kind: code for code, kind in enumerate(CLASSES)}


def freeze(model: Model) -> bytes:
    """The whole model. ValueError when a part of it has no frozen form."""
    places = {rule: place for place, rule in enumerate(model.rules.values())}
    placed = model.substitutes.placed
    shared = {node: place for place, node in enumerate(placed.values())}
    known = {one: place for place, one in enumerate(_all(model))}
    substitutes = [(target, [_substitute(one, places) for one in found]) for target, found in _by_target(model)]
    stand_ins = [
        (name, [known[one] for one in found], dumped(_alone(node, places))) for (name, found), node in placed.items()
    ]
    rules = [_rule(rule, places, shared) for rule in model.rules.values()]
    return dumped((rules, substitutes, stand_ins))


def _by_target(model: Model) -> Iterable[tuple[str, list[Substitute]]]:
    return model.substitutes.by_target.items()


def _all(model: Model) -> Iterable[Substitute]:
    return (one for _, found in _by_target(model) for one in found)


def _substitute(one: Substitute, places: Mapping[Rule, int]) -> Frozen:
    return places[one.by], tuple(one.inside), tuple(one.outside), one.priority, one.disables


def _alone(node: n.Node, places: Mapping[Rule, int]) -> Frozen:
    """The variations that stand in for a rule: they hold no others."""
    freezing = _Freezing(places, {})
    return freezing.nodes, freezing.part(node)


def _rule(rule: Rule, places: Mapping[Rule, int], shared: Mapping[n.Node, int]) -> Frozen:
    """What is read of every rule, then the rest, which waits to be thawed."""
    freezing = _Freezing(places, shared)
    part = freezing.part
    tree = (
        freezing.nodes,
        part(rule.value),
        part(_possibilities(rule.possibilities)),
        [part(reference) for reference, _ in rule.references],
        [path for _, path in rule.references],
        [part(reference) for reference in rule.ancestors],
        part(rule.disabling),
        [_replacement(one) for one in rule.replacements],
    )
    light = (rule.name, rule.path, rule.private, rule.typed, rule.asked, rule.maybe_not_applicable)
    return (*light, rule.experimental, rule.enclosed, rule.dated, rule.kind, rule.nullable, dumped(tree))


def _possibilities(found: Possibilities | None) -> Any:
    return None if found is None else (found.mandatory, *found.items)


def _replacement(one: Replacement) -> Frozen:
    return one.target, tuple(one.inside), tuple(one.outside), one.priority, one.disables, one.path


class _Freezing:
    """The nodes of one rule, in the order they are thawed."""

    def __init__(self, places: Mapping[Rule, int], shared: Mapping[n.Node, int]) -> None:
        self.places, self.shared = places, shared
        self.nodes: list[Frozen] = []
        self.known: dict[n.Node, int] = {}

    def part(self, part: Any) -> Frozen:
        """A part of a rule: a node by its place, the rest by its shape."""
        kind = part.__class__
        if kind in CODES:
            return (SHARED, self.shared[part]) if part in self.shared else self.node(part)
        frozen = SHAPES.get(kind)
        return part if frozen is None else frozen(self, part)

    def node(self, node: n.Node) -> int:
        place = self.known.get(node)
        if place is None:
            kind = node.__class__
            parts = [self.part(getattr(node, name)) for name in FIELDS[kind]]
            clause = None if node.clause is None else (node.clause.word, self.mapping(node.clause.parts))
            place = self.known[node] = len(self.nodes)
            self.nodes.append((CODES[kind], node.kind, node.nullable, node.visited, clause, *parts))
        return place

    def mapping(self, parts: Mapping[str, Any]) -> Frozen:
        return (MAPPING, *((name, self.part(one)) for name, one in parts.items()))

    def items(self, parts: Iterable[Any]) -> Frozen:
        return (LIST if parts.__class__ is list else TUPLE, *map(self.part, parts))


SHAPES: dict[type[Any], Any] = {
    int: lambda _, part: (INTEGER, part),
    list: _Freezing.items,
    tuple: _Freezing.items,
    dict: _Freezing.mapping,
    Rule: lambda freezing, part: (RULE, freezing.places[part]),
    Absent: lambda _, part: (ABSENT, part.value),
    Unit: lambda _, part: (UNIT, part.numerators, part.denominators),
    n.Branch: lambda freezing, part: (BRANCH, freezing.part(part.test), freezing.part(part.then)),
    n.Bracket: lambda freezing, part: (BRACKET, freezing.part(part.ceiling), freezing.part(part.amount)),
}
