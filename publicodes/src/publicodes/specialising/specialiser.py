"""Specialiser: the walk of an environment in which some values are symbols.

Where a known value decides, it goes as the walker goes and computes at once. Where a symbol decides, it takes every
way, each under its mask, and merges what they give. Rows that it cannot follow are marked to be walked:
errors, cycles entered under an undecided condition, values of two kinds in one column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.errors import EvaluationError
from publicodes.inferring.types import target
from publicodes.resolving.linking import Model
from publicodes.specialising.instructions import Builder, Mask
from publicodes.specialising.symbols import WALKED, Given, Merger, Symbol, lift, settle
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import Unit
from publicodes.walking.environment import Environment, Log, Options, Result, Situation
from publicodes.walking.missing import NONE, Missing

Outcome = tuple[Given, Unit | None]
NEVER = 1 << 60


class Specialising(Environment):
    """How rules follow one another when some values are symbols."""

    def __init__(
        self, model: Model, situation: Situation, options: Options, log: Log | None = None, build: Builder | None = None
    ) -> None:
        super().__init__(model, situation, options, log)
        self.build = build or Builder()
        self.merger = Merger(self.build)
        self.applicability: dict[Any, tuple[Given, Missing]] = {}
        self.cut = NEVER

    def within(self, situation: Situation) -> Specialising:
        return type(self)(self.model, situation, self.options, self.log, self.build)

    # Choices

    def fork(self, evaluate: Callable[[], Outcome]) -> Outcome:
        """Evaluate under an undecided condition: what fails there fails only for the rows that come this way.

        What was found while a cycle from outside was cut holds on this way only: it is forgotten afterwards.
        """
        depth, known, before = len(self.stack), len(self.memo), self.cut
        self.cut = NEVER
        try:
            return evaluate()
        except EvaluationError:
            return WALKED, None
        finally:
            if self.cut < depth:
                self._forget(known)
            self.cut = min(self.cut, before)

    def _forget(self, known: int) -> None:
        for _ in range(len(self.memo) - known):
            self.memo.popitem()

    def forked(self, node: n.Node) -> Outcome:
        return self.fork(lambda: self.node(node)[:2])

    def truth(self, symbol: Symbol) -> Mask:
        """Where the value is a true boolean."""
        if symbol.type != "boolean" or symbol.walked is True:
            return False
        return self.present(symbol, symbol.value)  # type: ignore[arg-type]

    def falsity(self, symbol: Symbol) -> Mask:
        """Where the value is exactly `non`."""
        if symbol.type != "boolean" or symbol.walked is True:
            return False
        return self.present(symbol, self.build.negation(symbol.value))  # type: ignore[arg-type]

    def present(self, symbol: Symbol, mask: Mask = True) -> Mask:
        """Where the mask holds and there is a value."""
        build = self.build
        return build.both(mask, build.negation(build.either(symbol.absent, symbol.undefined)))

    # Rules

    def _rule(self, rule: Rule) -> Result:
        disabled, _ = self.disabled(rule)
        if not isinstance(disabled, Symbol):
            return (NOT_APPLICABLE, None, NONE) if disabled else (*self._enabled(rule), NONE)
        if disabled.walked is True:
            return WALKED, None, NONE
        value, unit = self.fork(lambda: self._enabled(rule))
        symbol = replace(lift(value), walked=self.build.either(disabled.walked, lift(value).walked))
        merged, unit = self.merger.merge(disabled.value, NOT_APPLICABLE, None, settle(symbol), unit)  # type: ignore[arg-type]
        return merged, unit, NONE

    def _enabled(self, rule: Rule) -> Outcome:
        """The value of a rule that its parent does not disable, in the rows that matter."""
        if self.stack.count(rule) >= 2:
            self.cut = min(self.cut, self.stack.index(rule))
            return self._cut(rule, NONE)[:2]
        self.stack.append(rule)
        try:
            return self._value(rule)[:2]
        finally:
            self.stack.pop()

    def disabled(self, rule: Rule) -> tuple[Any, Missing]:
        parent = rule.disabling
        if parent is None or not self.options.automatic_namespace_disabling:
            return False, NONE
        tested: Given = False
        missing: Missing = NONE
        if rule not in self.checking:
            tested, missing = self._tested(rule, parent)
            if tested is True:
                return True, missing
        if parent.kind != "boolean":
            return tested, missing
        value, _, missing = self.node(parent)
        if not isinstance(value, Symbol) and not isinstance(tested, Symbol):
            return value is False, missing
        return self._either(self._mask(tested), self._mask(value, of=self.falsity)), missing

    def _tested(self, rule: Rule, parent: n.Node) -> tuple[Any, Missing]:
        self.checking.append(rule)
        try:
            if parent.nullable:
                tested = self._mask(self.not_applicable(parent)[0])
            else:
                tested = self._mask(self.node(parent)[0], of=self._no)
        finally:
            self.checking.pop()
        return settle(tested), NONE

    def _no(self, symbol: Symbol) -> Mask:
        """Where the value is `non` or not applicable."""
        return self.build.either(symbol.absent, self.falsity(symbol))

    def _mask(self, value: Given, of: Callable[[Symbol], Mask] | None = None) -> Symbol:
        symbol = lift(value)
        if symbol.walked is True:
            return WALKED
        return Symbol((of or self.truth)(symbol), "boolean", walked=symbol.walked)

    def _either(self, left: Symbol, right: Symbol) -> Given:
        if left.walked is True or right.walked is True:
            return WALKED
        build = self.build
        value = build.either(left.value, right.value)  # type: ignore[arg-type]
        return settle(Symbol(value, "boolean", walked=build.either(left.walked, right.walked)))

    # Applicability

    def not_applicable(self, node: n.Node) -> tuple[Any, Missing]:
        key = target(node)
        key = key.rule if isinstance(key, n.Reference) else key
        found = self.applicability.get(key)
        if found is None:
            found = self._not_applicable(node)
            self.applicability[key] = found
        return found

    def _not_applicable(self, node: n.Node) -> tuple[Any, Missing]:
        node = target(node)
        rule = node.rule if isinstance(node, n.Reference) else None
        if rule is None and node.visited and node.nullable is False:
            return False, NONE
        found = self.memo.get(node) or self.memo.get(rule)
        if found is not None and isinstance(found[0], Symbol):
            symbol: Symbol = found[0]
            return settle(Symbol(symbol.absent, "boolean", walked=symbol.walked)), NONE
        if rule is None and not isinstance(node, n.Condition):
            value, _, missing = self.node(node)
            if isinstance(value, Symbol):
                return settle(Symbol(value.absent, "boolean", False, value.undefined, value.walked)), NONE
            return (UNDEFINED if value is UNDEFINED else value is NOT_APPLICABLE), missing
        return super().not_applicable(node)

    def _rule_not_applicable(self, rule: Rule) -> tuple[Any, Missing]:
        disabled, parent = self.disabled(rule)
        if not isinstance(disabled, Symbol):
            return (True, parent) if disabled else self._inner_not_applicable(rule, parent)
        if disabled.walked is True:
            return WALKED, NONE
        value, _ = self.fork(lambda: (self.not_applicable(rule.value)[0], None))
        symbol = lift(value)
        symbol = replace(symbol, walked=self.build.either(disabled.walked, symbol.walked))
        merged, _ = self.merger.merge(disabled.value, True, None, settle(symbol), None)  # type: ignore[arg-type]
        return merged, NONE

    def _inner_not_applicable(self, rule: Rule, parent: Missing) -> tuple[Any, Missing]:
        value, missing = self.not_applicable(rule.value)
        if value is False and not missing and self._slot_nullable(rule):
            return value, {rule.name: 1}
        return value, missing

    def _condition_not_applicable(self, node: n.Condition) -> tuple[Any, Missing]:
        test, missing = self.test(node)
        if not isinstance(test, Symbol):
            if test is NOT_APPLICABLE or test is UNDEFINED:
                return test, missing
            return self.not_applicable(node.then if test else node.otherwise)
        then, _ = self.fork(lambda: (self.not_applicable(node.then)[0], None))
        other, _ = self.fork(lambda: (self.not_applicable(node.otherwise)[0], None))
        value, _ = self.merger.merge(self.truth(test), then, None, other, None)
        return self.under(test, value), NONE

    def test(self, node: n.Condition) -> tuple[Any, Missing]:
        value, unit, missing = self.node(node.test)
        if not isinstance(value, Symbol):
            return super().test(node)
        if value.type != "boolean" or unit is not None:
            return WALKED, NONE
        return value, missing

    def under(self, test: Symbol, value: Given) -> Given:
        """What a condition gives: its value, absent or undefined where its test is."""
        build, symbol = self.build, lift(value)
        absent = build.select(test.absent, True, build.both(symbol.absent, build.negation(test.undefined)))
        undefined = build.select(test.undefined, True, build.both(symbol.undefined, build.negation(test.absent)))
        ruled_out = build.either(test.absent, test.undefined)
        walked = build.either(test.walked, build.both(symbol.walked, build.negation(ruled_out)))
        return settle(Symbol(symbol.value, symbol.type, absent, undefined, walked))  # type: ignore[arg-type]
