"""Explaining: the tree of a result, read from what the walker remembers of its walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, TypeAlias

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.describing import cards, chains
from publicodes.describing.amounts import Amount
from publicodes.describing.brackets import brackets
from publicodes.describing.chains import chain_of, found
from publicodes.describing.explanation import Step
from publicodes.describing.notes import Note
from publicodes.describing.parts import Part, parts
from publicodes.describing.wording import constant, worded
from publicodes.inferring.types import target
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.walking.environment import Environment, Result

DEEPEST: Final = 120
"""Steps inside steps, whatever the depth asked for: pages and JSON readers are not deeper."""

CHANGES: Final = frozenset(("unité", "simplifier l'unité", "arrondi"))
"""Chained words told by the value they gave; the others by their operand."""


class At(NamedTuple):
    """Where in the tree: rules and steps above."""

    rules: int = 0
    steps: int = 0

    def below(self, rules: int = 0) -> At:
        return At(self.rules + rules, self.steps + 1)


Apart: TypeAlias = Callable[["Explaining", Any, Step, At], Step]


@dataclass(slots=True)
class Explaining:
    """One explanation, in one environment. `depth` bounds the rules inside rules; `told` are those already explained.

    `apart` tells the nodes whose value was found in other environments.
    """

    env: Environment
    depth: int
    told: set[tuple[int, Rule]]
    apart: Mapping[type[n.Node], Apart]

    def part(self, part: Part, at: At) -> Step | None:
        """The step of an operand, None when it was not evaluated."""
        node = part.node
        if isinstance(node, n.DefaultUsed) and node.clause is None:
            return self.part(part._replace(node=node.value), at)
        result = found(self.env, node)
        if result is None or at.steps > DEEPEST:
            return None
        step = self.reference(node, result, at) if isinstance(node, n.Reference) else self.value(node, result, at)
        return replace(step, role=part.role, place=part.place)

    # Rules

    def reference(self, node: n.Reference, result: Result, at: At) -> Step:
        """The rule that is read: the one written, or the one that replaces it."""
        rule, read = node.rule, target(node)
        taken = self.taken(read) if isinstance(read, n.Variations) else None
        if taken is None:
            return self.rule(rule, result, at)
        if not isinstance(taken, n.Reference):
            return replace(self.named(rule, result), notes=(Note("excluded", rule.name, worded(node)),))
        substitute = taken.rule
        step = self.rule(substitute, self.env.memo.get(substitute, result), at)
        if substitute is rule:
            return step
        return replace(step, notes=(*step.notes, Note("replaces", rule.name, rule.title)))

    def taken(self, node: n.Variations) -> n.Node | None:
        """The consequence of the branch that holds, if one does for sure."""
        for branch in node.branches:
            test = (True,) if branch.test is None else found(self.env, branch.test)
            if test is None or test[0] is UNDEFINED:
                return None
            if test[0] is not False and test[0] is not NOT_APPLICABLE:
                return branch.then
        return None

    def named(self, rule: Rule, result: Result) -> Step:
        texts = {"description": cards.text_of(rule, "description"), "references": cards.sources(rule)}
        return replace(valued(result), rule=rule.name, title=rule.title, **texts)  # type: ignore[arg-type]

    def rule(self, rule: Rule, result: Result, at: At) -> Step:
        step, key = self.named(rule, result), (id(self.env), rule)
        if key in self.told:
            return replace(step, told="elsewhere")
        if at.rules >= self.depth:
            shallow = self.whole(rule, step, result, At(at.rules, DEEPEST))
            return replace(shallow, told="deeper" if rule.raw else "here", steps=(), brackets=())
        self.told.add(key)
        return self.whole(rule, step, result, at.below(rules=1))

    def whole(self, rule: Rule, step: Step, result: Result, at: At) -> Step:
        """A rule with what disables it, else its only possibility, else its value."""
        parent = self.disabling(rule) if result[0] is NOT_APPLICABLE else None
        if parent is not None and parent.rule is not None:
            above = self.part(Part("", parent), at)
            note = Note("disabled", parent.rule.name, parent.rule.title)
            return replace(step, notes=(note,), steps=(above,) if above else ())
        if rule.possibilities is not None and self.env.possibilities(rule)[0] is not UNDEFINED:
            return replace(step, notes=(Note("only"),))
        inner = self.chained(rule.value, at)
        lacks = result[0] is UNDEFINED and rule.name in result[2] and not inner.steps and not inner.notes
        notes = (Note("unanswered"),) if lacks else inner.notes
        step = replace(step, word=inner.word, formula=inner.formula, notes=notes)
        return replace(step, steps=inner.steps, brackets=inner.brackets)

    def disabling(self, rule: Rule) -> n.Reference | None:
        """The ancestor that disables the rule, if it is one."""
        if rule.disabling is None or not self.env.disabled(rule)[0]:
            return None
        return next((one for one in rule.ancestors if target(one) is rule.disabling), None)

    # Values

    def value(self, node: n.Node, result: Result, at: At) -> Step:
        """A value that is no rule: a mechanism, an expression, a literal."""
        inner, own = self.chained(node, at), valued(result)
        if self.bare(node) and len(inner.steps) == 1:
            return inner.steps[0]
        return replace(inner, value=own.value, state=own.state, unit=own.unit)

    def bare(self, node: n.Node) -> bool:
        """Whether a value is that of a rule, to which nothing is added."""
        chain = chain_of(self.env, node)
        return isinstance(chain.base, n.Reference) and not chain.outer and not chain.notes

    def chained(self, node: n.Node, at: At) -> Step:
        """A value with the words that bear on it: on one level, in the order in which they are applied."""
        chain = chain_of(self.env, node)
        base = self.base(chain.base, at)
        outer = [step for one in reversed(chain.outer) for step in self.bearing(one, at)]
        notes = (*base.notes, *chain.notes)
        if not outer:
            return replace(base, notes=notes)
        return replace(base, notes=notes, brackets=(), steps=(*self.first(chain.base, base, node), *outer))

    def first(self, node: n.Node, step: Step, whole: n.Node) -> tuple[Step, ...]:
        """The value before what bears on it; a literal that nothing changed is not repeated."""
        result, end = found(self.env, node), found(self.env, whole)
        same = end is not None and result is not None and result[0] == end[0]
        return () if result is None or (same and chains.literal(node)) else (replace(step, role="valeur", notes=()),)

    def bearing(self, node: n.Node, at: At) -> Iterator[Step]:
        """What a chained word did: the steps of its operands, or the value once it has changed it."""
        word = chains.word_of(node)
        if word in CHANGES:
            result = found(self.env, node)
            if result is not None and chains.changed(self.env, node):
                yield replace(valued(result), role=word, word=word)
            return
        applied = (Note("applied"),) if chains.bounded(self.env, node) else ()
        for part in parts(node):
            step = self.part(part, at.below()) if part.role != "valeur" else None
            if step is not None:
                yield replace(step, role=word, notes=(*step.notes, *applied))

    def base(self, node: n.Node, at: At) -> Step:
        """The innermost value of a chain, with the steps it comes from."""
        result = found(self.env, node)
        step = valued(result) if result is not None else Step(None, "undefined", None)
        if isinstance(node, n.Reference):
            read = self.part(Part("", node), at.below())
            return replace(step, formula=node.name, steps=(read,) if read else ())
        if node.__class__ in self.apart:
            return self.apart[node.__class__](self, node, step, at.below())
        if chains.literal(node) and result is not None:
            return replace(step, word="constant", formula=constant(result[0], result[1]))
        steps = tuple(self.steps(node, at.below()))
        step = replace(step, word=chains.word_of(node), formula="" if node.clause else worded(node), steps=steps)
        scale = isinstance(node, n.Scale) and result is not None
        return replace(step, brackets=brackets(self.env, node)) if scale else step  # type: ignore[arg-type]

    def steps(self, node: n.Node, at: At) -> Iterator[Step]:
        """The operands that were evaluated; a rule read twice is one step."""
        seen: set[str] = set()
        for part in parts(node):
            again = isinstance(part.node, n.Reference) and not part.role and part.node.name in seen
            step = None if again or _unwritten(part) else self.part(part, at)
            if step is not None:
                seen |= {part.node.name} if isinstance(part.node, n.Reference) else set()
                yield step


def valued(result: Result) -> Step:
    """The bare step of a result."""
    amount = Amount.of(result[0], result[1])
    return Step(amount.value, amount.state, amount.unit)


def _unwritten(part: Part) -> bool:
    """Whether a part is the multiplier of a scale that says none."""
    return part.role == "multiplicateur" and isinstance(part.node, n.Constant)
