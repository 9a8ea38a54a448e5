"""Environment: one situation, what was found in it so far, and the rules under evaluation.

A result is a triple (value, unit, missing variables). `memo`, by node and by rule, is also the trace that explanations
read. How each kind of node is evaluated comes from `methods`; how rules follow one another is here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.errors import EvaluationError, Fault
from publicodes.inferring.types import target
from publicodes.resolving.linking import Model
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Value
from publicodes.values.units import Unit
from publicodes.walking.choices import allowed, listed
from publicodes.walking.missing import NONE, Missing, bonus, plus

Result: TypeAlias = tuple[Value, Unit | None, Missing]
Situation: TypeAlias = Mapping[str, "n.Node | Result"]
Method: TypeAlias = Callable[[Any, Any], Result]
ABSENT: Result = (UNDEFINED, None, NONE)
MOST = 2
"""Times a rule may be under evaluation: the next entry is cut [QM-11]."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the language is read where it leaves a choice (SPEC §22.2)."""

    filter_not_applicable_possibilities: bool = False
    automatic_namespace_disabling: bool = True
    check_possible_values: bool = False
    no_cycle_runtime: bool = False
    inversion_iterations: int | None = None


@dataclass(slots=True)
class Log:
    """What happened on the way, besides the result."""

    warnings: set[str] = field(default_factory=set)
    inversion_failed: bool = False


class Environment:
    """A situation being evaluated, lazily, in the order of the specification."""

    methods: ClassVar[Mapping[type[n.Node], Method]] = {}

    def __init__(self, model: Model, situation: Situation, options: Options, log: Log | None = None) -> None:
        self.model = model
        self.situation = situation
        self.options = options
        self.log = log or Log()
        self.memo: dict[Any, Result] = {}
        self.stack: list[Rule] = []
        self.checking: list[Rule] = []
        self.contexts: dict[n.Context, Environment] = {}
        self.entered: tuple[n.Context, frozenset[str]] | None = None

    def within(self, situation: Situation) -> Environment:
        """An environment of its own for another situation."""
        return type(self)(self.model, situation, self.options, self.log)

    def node(self, node: n.Node) -> Result:
        found = self.memo.get(node)
        if found is None:
            found = self.memo[node] = self.methods[node.__class__](self, node)
        return found

    def warn(self, kind: str) -> None:
        self.log.warnings.add(kind)

    def refuse(
        self, code: str, what: str, mend: str = "", kind: type[EvaluationError] = EvaluationError
    ) -> EvaluationError:
        """The error of the rule under evaluation."""
        path = (self.stack[-1].name,) if self.stack else ()
        return kind(Fault(code, what, mend, path))

    # Rules

    def reference(self, node: n.Reference) -> Result:
        if node.instead is not None:
            return self.node(node.instead)
        return self.rule(node.rule)

    def rule(self, rule: Rule) -> Result:
        found = self.memo.get(rule)
        if found is None:
            found = self._rule(rule)
            if self.stack.count(rule) < MOST:  # what a cycle cuts holds at that place only
                self.memo[rule] = found
        return found

    def _rule(self, rule: Rule) -> Result:
        disabled, parent = self.disabled(rule)
        if disabled:
            return NOT_APPLICABLE, None, parent
        if self.stack.count(rule) >= MOST:
            return self._cut(rule, parent)
        self.stack.append(rule)
        try:
            value, unit, missing = self._value(rule)
        finally:
            self.stack.pop()
        return value, unit, plus(missing, parent)

    def _cut(self, rule: Rule, parent: Missing) -> Result:
        """A rule re-entered twice is undefined; in silence when the loop only checks the rule's own descendants."""
        if not self.checking or not all(one.name.startswith(rule.name) for one in self.checking):
            if self.options.no_cycle_runtime:
                raise self.refuse(
                    "PC504",
                    f"the rule « {rule.name} » depends on itself",
                    "break the cycle, or use « résoudre la référence circulaire »",
                )
            self.warn("cyclicReferences")
        return UNDEFINED, None, parent

    def _value(self, rule: Rule) -> Result:
        """What its possibilities leave no choice about, else its own value."""
        chosen = ABSENT if rule.possibilities is None else self.possibilities(rule)
        if chosen[0] is not UNDEFINED:
            return chosen
        value, unit, missing = self.node(rule.value)
        if value is UNDEFINED and not missing and not rule.private and not rule.enclosed:
            missing = {rule.name: 1}
        if rule.possibilities is None:
            return value, unit, missing
        if self.options.check_possible_values and not allowed(self, rule, value, unit):
            raise self.refuse(
                "PC511", f"« {rule.name} » is not one of its possibilities", f"give one of {listed(rule)}"
            )
        return value, chosen[1] if chosen[1] is not None else unit, plus(chosen[2], missing)

    def possibilities(self, rule: Rule) -> Result:
        """The only possibility left, not applicable when none is, undefined when there is a choice."""
        items = rule.possibilities.items if rule.possibilities else ()
        references = [item for item in items if isinstance(item, n.Reference)]
        if not references:
            return UNDEFINED, items[-1].static_unit, NONE
        left, missing = [], NONE
        for reference in references:
            excluded, more = self.excluded(reference)
            missing = plus(missing, more)
            left += [] if excluded is True else [reference.name]
        value: Value = UNDEFINED if len(left) > 1 else left[0] if left else NOT_APPLICABLE
        return value, None, missing

    def excluded(self, reference: n.Reference) -> tuple[Value, Missing]:
        """Whether a possibility does not apply; all do unless the option asks to look."""
        if not self.options.filter_not_applicable_possibilities:
            return False, NONE
        return self.not_applicable(reference)

    # The parent that disables a rule

    def disabled(self, rule: Rule) -> tuple[bool, Missing]:
        """Whether the nearest ancestor that can disable `rule` does, and the parent's missing variables (SPEC §9.1)."""
        parent = rule.disabling
        if parent is None or not self.options.automatic_namespace_disabling:
            return False, NONE
        if rule not in self.checking:
            off, missing = self._tested(rule, parent)
            if off:
                return True, missing
        if parent.kind != "boolean":
            return False, NONE
        value, _, missing = self.node(parent)
        return value is False, missing

    def _tested(self, rule: Rule, parent: n.Node) -> tuple[bool, Missing]:
        self.checking.append(rule)
        try:
            if parent.nullable:
                value, missing = self.not_applicable(parent)
                return value is True, missing
            value, _, missing = self.node(parent)
            return value is False or value is NOT_APPLICABLE, missing
        finally:
            self.checking.pop()

    # Applicability

    def not_applicable(self, node: n.Node) -> tuple[Value, Missing]:
        """`est non applicable`, without evaluating the value when that can be (SPEC §12)."""
        node = target(node)
        rule = node.rule if isinstance(node, n.Reference) else None
        if rule is None and node.visited and node.nullable is False:
            return False, NONE
        found = self.memo.get(node) or self.memo.get(rule)
        if found is not None:
            return found[0] is NOT_APPLICABLE, found[2]
        if rule is not None:
            return self._rule_not_applicable(rule)
        if isinstance(node, n.Condition):
            return self._condition_not_applicable(node)
        value, _, missing = self.node(node)
        return (UNDEFINED if value is UNDEFINED else value is NOT_APPLICABLE), missing

    def _rule_not_applicable(self, rule: Rule) -> tuple[Value, Missing]:
        disabled, parent = self.disabled(rule)
        if disabled:
            return True, parent
        value, missing = self.not_applicable(rule.value)
        missing = plus(parent, missing)
        if value is False and not missing and self._slot_nullable(rule):
            return value, {rule.name: 1}
        return value, missing

    def _slot_nullable(self, rule: Rule) -> bool:
        given = self.situation.get(rule.name)
        return bool(given.nullable) if isinstance(given, n.Node) else given is None and rule.maybe_not_applicable

    def _condition_not_applicable(self, node: n.Condition) -> tuple[Value, Missing]:
        test, missing = self.test(node)
        if test is NOT_APPLICABLE or test is UNDEFINED:
            return test, missing
        value, more = self.not_applicable(node.then if test else node.otherwise)
        return value, plus(missing, more)

    def test(self, node: n.Condition) -> tuple[Value, Missing]:
        """The test of a condition: a boolean without unit, or absent; its missing variables count one more."""
        value, unit, missing = self.node(node.test)
        if (value.__class__ is not bool and value is not NOT_APPLICABLE and value is not UNDEFINED) or unit is not None:
            raise self.refuse(
                "PC502", "the « si » of a condition must be « oui » or « non »", "compare the value with something"
            )
        return value, bonus(missing)
