"""Applicability: whether a value would be not applicable, row by row, without evaluating it when that can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.inferring.types import target
from publicodes.specialising.instructions import Mask
from publicodes.specialising.paths import Remembering
from publicodes.specialising.symbols import WALKED, Given, Symbol, lift, settle
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.walking.missing import NONE, Missing


class Applying(Remembering):
    """The part of an environment that tells applicability. It follows SPEC §12."""

    # Masks

    def truth(self, symbol: Symbol) -> Mask:
        """Where the value is a true boolean."""
        if symbol.type != "boolean" or symbol.walked is True:
            return False
        return self.present(symbol, symbol.value)  # type: ignore[arg-type]

    def falsity(self, symbol: Symbol) -> Mask:
        """Where the value is exactly `non`."""
        if symbol.type == "number":
            return self.present(symbol, symbol.no)
        if symbol.type != "boolean" or symbol.walked is True:
            return False
        return self.present(symbol, self.build.negation(symbol.value))  # type: ignore[arg-type]

    def present(self, symbol: Symbol, mask: Mask = True) -> Mask:
        """Where the mask holds and there is a value."""
        build = self.build
        return build.both(mask, build.negation(build.either(symbol.absent, symbol.undefined)))

    def not_applicable(self, node: n.Node) -> tuple[Any, Missing]:
        node = target(node)
        key: Any = node.rule if isinstance(node, n.Reference) else node
        if key is node and node.visited and node.nullable is False:
            return False, NONE
        found = self.memo.get(node) or self.memo.get(key)
        return (self._unmet(node, key) if found is None else self._met(found[0])), NONE

    def _met(self, value: Given) -> Given:
        """The answer when the value is known."""
        if isinstance(value, Symbol):
            return settle(Symbol(value.absent, "boolean", walked=value.walked))
        return value is NOT_APPLICABLE

    def _unmet(self, node: n.Node, key: Any) -> Given:
        """The answer when it is not: found once, and forgotten as values are."""
        entry = ("not applicable", key)
        found = self.memo.get(entry)
        if found is None:
            found = self.memo[entry] = (self._not_applicable(node), None, NONE)
        return found[0]

    def _not_applicable(self, node: n.Node) -> Given:
        if isinstance(node, n.Reference):
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
        value, _ = self.fork(lambda: (self.not_applicable(rule.value)[0], None))
        merged, _ = self.merger.merge(disabled.value, True, None, value, None)
        return self.lost(merged, disabled.walked), NONE

    def _condition_not_applicable(self, node: n.Condition) -> tuple[Any, Missing]:
        test, _ = self.test(node)
        if not isinstance(test, Symbol):
            if test is NOT_APPLICABLE or test is UNDEFINED:
                return test, NONE
            return self.not_applicable(node.then if test else node.otherwise)[0], NONE
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
        return settle(replace(symbol, absent=absent, undefined=undefined, walked=walked))  # type: ignore[arg-type]
