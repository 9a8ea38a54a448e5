"""Replacements: what stands in the place of a reference to a replaced rule (SPEC §13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from publicodes.core.nodes import Branch, Constant, IsNotApplicable, Node, Operation, Reference, Variations
from publicodes.core.rules import Replacement, Rule
from publicodes.resolving.collation import collation_key
from publicodes.values.states import NOT_APPLICABLE


@dataclass(slots=True, eq=False)
class Substitute:
    """A replacement whose names are resolved, declared by the rule `by`."""

    by: Rule
    inside: Sequence[str]
    outside: Sequence[str]
    priority: float
    disables: bool

    def concerns(self, within: str) -> bool:
        """`dans` and `sauf dans` compare the beginnings of the written names, not their segments [QM-7]."""
        return (
            self.by.name != within
            and (not self.inside or within.startswith(tuple(self.inside)))
            and not within.startswith(tuple(self.outside))
        )

    def branch(self) -> Branch:
        reference = self._reference()
        if self.disables:
            return Branch(reference, Constant(NOT_APPLICABLE))
        applicable = Operation("=", IsNotApplicable(reference), Constant(False, type="boolean"))
        return Branch(applicable, self._reference())

    def _reference(self) -> Reference:
        return Reference(self.by.name, self.by)


@dataclass(slots=True)
class Substitutes:
    """All the replacements of a model, by replaced rule."""

    by_target: dict[str, list[Substitute]] = field(default_factory=lambda: defaultdict(list))
    placed: dict[tuple[str, tuple[Substitute, ...]], Node] = field(default_factory=dict)

    def add(self, target: str, substitute: Substitute) -> None:
        self.by_target[target].append(substitute)

    def sort(self) -> None:
        """Highest priority first, then the last name, then the last declaration."""
        for found in self.by_target.values():
            found.reverse()
            found.sort(key=lambda one: collation_key(one.by.name), reverse=True)
            found.sort(key=lambda one: -one.priority)

    def place(self, reference: Reference, within: str) -> Node | None:
        """The variations to read instead of `reference` written in the rule `within`, if any.

        References replaced alike share them: types are inferred accordingly where rules read each other in a cycle.
        """
        rule = reference.rule
        among = self.by_target.get(rule.name) if rule else None
        found = tuple(one for one in among if one.concerns(within)) if among else ()
        if rule is None or not found:
            return None
        shared = self.placed.get((rule.name, found))
        if shared is None:
            branches = [*(one.branch() for one in found), Branch(None, Reference(rule.name, rule))]
            shared = self.placed[rule.name, found] = Variations(branches)
        return shared


def declared(rule: Rule) -> Iterable[Replacement]:
    """`rend non applicable` counts as declared before `remplace`."""
    return sorted(rule.replacements, key=lambda one: not one.disables)


def gathered(rules: Mapping[str, Rule]) -> Iterable[tuple[Rule, Replacement]]:
    return ((rule, replacement) for rule in rules.values() for replacement in declared(rule))
