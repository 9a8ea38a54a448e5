"""Specialiser: the walk of an environment in which some values are symbols.

Where a known value decides, it goes as the walker goes and computes at once. Where a symbol decides, it takes every
way, each under its mask, and merges what they give. Rows that it cannot follow are marked to be walked: errors, values
that hang on the way by which they are reached, values of two kinds in one column, but for numbers and `non`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.specialising.applicability import Applying
from publicodes.specialising.instructions import Mask
from publicodes.specialising.symbols import WALKED, Found, Given, Outcome, Symbol, lift, settle
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.walking.environment import MOST
from publicodes.walking.missing import NONE, Missing


class Specialising(Applying):
    """How rules follow one another when some values are symbols."""

    # Rules

    def _rule(self, rule: Rule) -> Found:
        disabled, _ = self.disabled(rule)
        if not isinstance(disabled, Symbol):
            return (NOT_APPLICABLE, None, NONE) if disabled else (*self._enabled(rule), NONE)
        if disabled.walked is True:
            return WALKED, None, NONE
        value, unit = self.fork(lambda: self._enabled(rule))
        merged, unit = self.merger.merge(disabled.value, NOT_APPLICABLE, None, value, unit)  # type: ignore[arg-type]
        return self.lost(merged, disabled.walked), unit, NONE

    def _enabled(self, rule: Rule) -> Outcome:
        """The value of a rule that its parent does not disable, in the rows that matter."""
        if self.stack.count(rule) >= MOST:
            self.hang(rule)
            return self._cut(rule, NONE)[:2]
        self.stack.append(rule)
        try:
            return self._value(rule)[:2]
        finally:
            self.stack.pop()

    def _value(self, rule: Rule) -> Found:
        if rule.possibilities is None:
            return self.node(rule.value)
        if self.options.check_possible_values:
            return self._checked(rule)
        chosen, unit, _ = self.possibilities(rule)
        if chosen is not UNDEFINED and not isinstance(chosen, Symbol):
            return chosen, unit, NONE
        if not isinstance(chosen, Symbol):
            value, own, _ = self.node(rule.value)
            return value, unit if unit is not None else own, NONE
        value, own = self.forked(rule.value)
        merged, own = self.merger.merge(chosen.undefined, value, own, replace(chosen, undefined=False), None)
        return self.lost(merged, chosen.walked), own, NONE

    def _checked(self, rule: Rule) -> Found:
        """A value held to its possibilities: the walker checks those that vary."""
        varies = isinstance(self.node(rule.value)[0], Symbol)
        return (WALKED, None, NONE) if varies else super()._value(rule)

    def possibilities(self, rule: Rule) -> Found:
        items = () if rule.possibilities is None else rule.possibilities.items
        references = [item for item in items if isinstance(item, n.Reference)]
        if not references or not self.options.filter_not_applicable_possibilities:
            return super().possibilities(rule)
        left = [lift(self.not_applicable(reference)[0]) for reference in references]
        return self._only([one.name for one in references], left), None, NONE

    def _only(self, names: list[str], excluded: list[Symbol]) -> Given:
        """The only name left in a row, not applicable where none is, undefined where there is a choice."""
        build = self.build
        none: Mask = True
        one: Mask = False
        value: Any = names[0]
        walked: Mask = False
        for name, symbol in zip(names, excluded, strict=True):
            out = self.truth(symbol)
            kept = build.negation(out)
            value = build.select(build.both(none, kept), name, value)
            one = build.either(build.both(one, out), build.both(none, kept))
            none = build.both(none, out)
            walked = build.either(walked, symbol.walked)
        choice = build.negation(build.either(none, one))
        return settle(Symbol(value, "string", none, choice, walked))

    # The parent that disables a rule

    def disabled(self, rule: Rule) -> tuple[Any, Missing]:
        parent = rule.disabling
        if parent is None or not self.options.automatic_namespace_disabling:
            return False, NONE
        tested: Given = False
        if rule not in self.checking:
            tested = self._tested(rule, parent)[0]
            if tested is True or tested is WALKED:
                return tested, NONE
        if parent.kind != "boolean":
            return tested, NONE
        value, _ = self.forked(parent) if isinstance(tested, Symbol) else self.node(parent)[:2]
        if not isinstance(value, Symbol) and not isinstance(tested, Symbol):
            return value is False, NONE
        return self._either(self._mask(tested), self._mask(value, of=self.falsity)), NONE

    def _tested(self, rule: Rule, parent: n.Node) -> tuple[Any, Missing]:
        self.checking.append(rule)
        try:
            if parent.nullable:
                tested = self._mask(self.not_applicable(parent)[0])
            else:
                tested = self._mask(self.node(parent)[0], of=self._no)
        finally:
            self.checking.pop()
        return WALKED if tested.walked is True else settle(tested), NONE

    def _no(self, symbol: Symbol) -> Mask:
        """Where the value is `non` or not applicable."""
        return self.build.either(symbol.absent, self.falsity(symbol))

    def _mask(self, value: Given, of: Callable[[Symbol], Mask] | None = None) -> Symbol:
        symbol = lift(value)
        if symbol.walked is True:
            return WALKED
        return Symbol((of or self.truth)(symbol), "boolean", walked=symbol.walked)

    def _either(self, left: Symbol, right: Symbol) -> Given:
        if left.walked is True:
            return WALKED
        build = self.build
        right = Symbol(False, "boolean", walked=True) if right.walked is True else right
        value = build.either(left.value, right.value)  # type: ignore[arg-type]
        walked = build.either(left.walked, build.both(right.walked, build.negation(left.value)))  # type: ignore[arg-type]
        return settle(Symbol(value, "boolean", walked=walked))
