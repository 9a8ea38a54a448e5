"""Thawing: bytes → a model. The tree of a rule is built when it is first read: a walk visits few rules of a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import RLock
from typing import Any

from publicodes.caching.plain import loaded
from publicodes.caching.shapes import (
    ABSENT,
    BRACKET,
    BRANCH,
    CLASSES,
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
from publicodes.resolving.replacements import Substitute, Substitutes
from publicodes.values.states import Absent
from publicodes.values.units import unit_of

LOCK = RLock()
"""Two threads that read a rule first must find the same nodes: what was found is kept by node."""

LATE = frozenset(("value", "possibilities", "references", "ancestors", "disabling", "replacements"))


def thaw(content: bytes, definitions: bytes) -> Model:
    """The model frozen as `content`; `definitions` are its rules as written, as bytes too."""
    rules, substitutes, stand_ins = loaded(content)
    ice = _Ice(definitions)
    ice.rules = [_rule(one, ice) for one in rules]
    found = _substitutes(substitutes, ice)
    every = [one for among in found.by_target.values() for one in among]
    for name, among, alone in stand_ins:
        ice.shared.append(ice.alone(alone))
        found.placed[name, tuple(every[place] for place in among)] = ice.shared[-1]
    return Model({rule.name: rule for rule in ice.rules}, found)


def _substitutes(frozen: Sequence[Frozen], ice: _Ice) -> Substitutes:
    found = Substitutes()
    for target, among in frozen:
        found.by_target[target] = [Substitute(ice.rules[by], *rest) for by, *rest in among]
    return found


class _Ice:
    """What the rules of one model share, frozen or not."""

    def __init__(self, definitions: bytes) -> None:
        self.definitions: Any = definitions
        self.rules: list[Rule] = []
        self.shared: list[n.Node] = []

    def alone(self, frozen: bytes) -> n.Node:
        nodes, place = loaded(frozen)
        found: n.Node = _Thawing(self, nodes).nodes[place]
        return found

    def definition(self, path: Sequence[str | int]) -> Mapping[str, Any]:
        """What is written at `path`, in full form."""
        with LOCK:
            if self.definitions.__class__ is bytes:
                self.definitions = loaded(self.definitions)
        found = self.definitions
        for step in path:
            found = found[step]
        return found if isinstance(found, Mapping) else {} if found is None else {"valeur": found}


class ThawedRule(Rule):
    """A rule whose tree waits in bytes."""

    __slots__ = ("_ice", "_tree")

    _ice: _Ice
    _tree: bytes

    def __getattr__(self, name: str) -> Any:
        """Only reached by what is not there yet."""
        if name == "raw":
            self.raw = self._ice.definition(self.path)
        elif name in LATE:
            with LOCK:
                self._thaw()
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def _thaw(self) -> None:
        if not self._tree:
            return
        nodes, value, possibilities, references, paths, ancestors, disabling, replacements = loaded(self._tree)
        thawing = _Thawing(self._ice, nodes)
        part = thawing.part
        offered = part(possibilities)
        self.possibilities = None if offered is None else Possibilities(offered[1:], offered[0])
        self.references = list(zip(map(part, references), paths, strict=True))
        self.ancestors = [part(one) for one in ancestors]
        self.disabling = part(disabling)
        self.replacements = [Replacement(*one) for one in replacements]
        self.value = part(value)
        self._tree = b""


def _rule(frozen: Frozen, ice: _Ice) -> ThawedRule:
    rule = ThawedRule.__new__(ThawedRule)
    rule._ice, rule.fixed = ice, set()
    (
        rule.name,
        rule.path,
        rule.private,
        rule.typed,
        rule.asked,
        rule.maybe_not_applicable,
        rule.experimental,
        rule.enclosed,
        rule.dated,
        rule.kind,
        rule.nullable,
        rule._tree,
    ) = frozen
    return rule


class _Thawing:
    """The nodes of one rule, built in the order they were frozen."""

    def __init__(self, ice: _Ice, frozen: Sequence[Frozen]) -> None:
        self.ice = ice
        self.nodes: list[Any] = []
        nodes, part = self.nodes, self.part
        for code, kind, nullable, visited, clause, *parts in frozen:
            node = CLASSES[code](*[nodes[one] if one.__class__ is int else part(one) for one in parts])
            node.kind, node.nullable, node.visited = kind, nullable, visited
            if clause is not None:
                node.clause = n.Clause(clause[0], part(clause[1]))
            nodes.append(node)

    def part(self, frozen: Frozen) -> Any:
        kind = frozen.__class__
        if kind is int:
            return self.nodes[frozen]
        return SHAPES[frozen[0]](self, frozen) if kind is tuple else frozen


SHAPES: dict[int, Callable[[_Thawing, Frozen], Any]] = {
    SHARED: lambda thawing, frozen: thawing.ice.shared[frozen[1]],
    RULE: lambda thawing, frozen: thawing.ice.rules[frozen[1]],
    ABSENT: lambda _, frozen: Absent(frozen[1]),
    UNIT: lambda _, frozen: unit_of(frozen[1], frozen[2]),
    INTEGER: lambda _, frozen: frozen[1],
    LIST: lambda thawing, frozen: [thawing.part(one) for one in frozen[1:]],
    TUPLE: lambda thawing, frozen: tuple(thawing.part(one) for one in frozen[1:]),
    MAPPING: lambda thawing, frozen: {name: thawing.part(one) for name, one in frozen[1:]},
    BRANCH: lambda thawing, frozen: n.Branch(thawing.part(frozen[1]), thawing.part(frozen[2])),
    BRACKET: lambda thawing, frozen: n.Bracket(thawing.part(frozen[1]), thawing.part(frozen[2])),
}
