"""Applicability: whether a value would be not applicable, row by row, without evaluating it when that can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.errors import EvaluationError, Fault
from publicodes.inferring.types import target
from publicodes.specialising.instructions import Mask
from publicodes.specialising.paths import TURNS, Remembering
from publicodes.specialising.symbols import WALKED, Given, Symbol, lift, settle
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.walking.environment import Result
from publicodes.walking.missing import NONE, Missing


class Applying(Remembering):
    """The part of an environment that tells applicability. It follows SPEC §12."""

    def not_applicable(self, node: n.Node) -> tuple[Any, Missing]:
        node = target(node)
        key: Any = node.rule if isinstance(node, n.Reference) else node
        if key is node and node.visited and node.nullable is False:
            return False, NONE
        found = self.elsewhere(node) + (self.elsewhere(key) if key is not node else [])
        if not found:
            return self._unmet(node, key), NONE
        if any(mask is True for _, mask in found):
            last = next(one for one, mask in found if mask is True)
            self.path.bound = self.path.level
            return self._met(last[0]), NONE
        met: Mask = False
        for _, mask in found:
            met = self.build.either(met, mask)
        value, _ = self.fork(self.build.negation(met), lambda: (self._unmet(node, key), None))
        for (one, _, _), mask in reversed(found):
            value, _ = self.merger.merge(mask, self._met(one), None, value, None)
        return value, NONE

    def _met(self, value: Given) -> Given:
        """The answer for rows that came through the value."""
        if isinstance(value, Symbol):
            return settle(Symbol(value.absent, "boolean", walked=value.walked))
        return value is NOT_APPLICABLE

    def _unmet(self, node: n.Node, key: Any) -> Given:
        """The answer for rows that did not, kept as long as the rules under evaluation are the same."""
        entry = ("not applicable", key)
        found = self.memo.get(entry)
        if found is not None:
            self.met(entry)
            return found[0]
        if self.asked[key] >= TURNS:
            raise EvaluationError(Fault("PC510", "an applicability depends on itself", "break the cycle between rules"))
        self.asked[key] += 1
        try:
            return self.remember(entry, _told, node)[0]
        finally:
            self.asked[key] -= 1

    def _not_applicable(self, node: n.Node) -> Given:
        if isinstance(node, n.Reference):
            assert node.rule is not None
            return self._rule_not_applicable(node.rule)[0]
        if isinstance(node, n.Condition):
            return self._condition_not_applicable(node)[0]
        value, _, _ = self.node(node)
        if isinstance(value, Symbol):
            return settle(Symbol(value.absent, "boolean", False, value.undefined, value.walked))
        return UNDEFINED if value is UNDEFINED else value is NOT_APPLICABLE

    def _rule_not_applicable(self, rule: Rule) -> tuple[Any, Missing]:
        disabled, _ = self.disabled(rule)
        if not isinstance(disabled, Symbol):
            return (True if disabled else self.not_applicable(rule.value)[0]), NONE
        if disabled.walked is True:
            return WALKED, NONE
        enabled = self.build.negation(disabled.value)  # type: ignore[arg-type]
        value, _ = self.fork(enabled, lambda: (self.not_applicable(rule.value)[0], None))
        merged, _ = self.merger.merge(disabled.value, True, None, value, None)  # type: ignore[arg-type]
        return self.lost(merged, disabled.walked), NONE

    def _condition_not_applicable(self, node: n.Condition) -> tuple[Any, Missing]:
        test, _ = self.test(node)
        if not isinstance(test, Symbol):
            if test is NOT_APPLICABLE or test is UNDEFINED:
                return test, NONE
            return self.not_applicable(node.then if test else node.otherwise)[0], NONE
        then, _ = self.fork(self.truth(test), lambda: (self.not_applicable(node.then)[0], None))
        other, _ = self.fork(self.falsity(test), lambda: (self.not_applicable(node.otherwise)[0], None))
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
        return settle(replace(symbol, absent=absent, undefined=undefined, walked=walked))  # type: ignore[arg-type]


def _told(env: Applying, node: n.Node) -> Result:
    return env._not_applicable(node), None, NONE
