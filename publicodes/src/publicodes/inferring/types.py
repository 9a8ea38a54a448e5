"""Types: the static kind and nullability of nodes and rules, found on demand (SPEC §21).

They have consequences at run time – applicability is decided on them – hence the exact order in which nodes are met:
a node that this walk does not meet stays unvisited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.resolving.linking import Model
from publicodes.resolving.names import SITUATION, ancestors, join
from publicodes.values.states import NOT_APPLICABLE, Kind

Type: TypeAlias = tuple[Kind | None, bool | None]
UNKNOWN: Type = (None, None)
COMPARISONS = frozenset(("<", "<=", ">", ">="))
LOGICAL = frozenset(("=", "!=", "et", "ou"))


def infer(model: Model) -> None:
    """Give a type to every rule, in order of definition, then find the ancestor that disables each."""
    inference, rules = Inference(), list(model.rules.values())
    for rule in rules:
        inference.rule(rule)
        for node in (*inference.later.pop(rule, ()), *rule.ancestors, *_above_slot(model, rule)):
            inference.node(node)
    for rule in rules:
        rule.disabling = next(
            (one for one in map(target, rule.ancestors) if one.nullable or one.kind == "boolean"), None
        )


def _above_slot(model: Model, rule: Rule) -> Iterator[n.Node]:
    """What stands in the place of the ancestors of the rule's situation slot: it is met with the slot."""
    for name in () if rule.private else (rule.name, *ancestors(rule.name)):
        if name in model.substitutes.by_target:
            placed = model.substitutes.place(n.Reference(name, model.rules[name]), join(rule.name, SITUATION))
            if placed is not None:
                yield placed


def infer_node(node: n.Node) -> None:
    """Give a type to an expression read after its model."""
    Inference().node(node)


def target(reference: n.Node) -> n.Node:
    """What is read when this node is: the variations that replace a reference, else the node itself."""
    while isinstance(reference, n.Reference) and reference.instead is not None:
        reference = reference.instead
    return reference


class Inference:
    """One pass over a model. What is being inferred counts as unknown for what depends on it.

    `later` are the nodes that wait for the turn of the rule they are written in.
    """

    def __init__(self) -> None:
        self.met: set[Rule] = set()
        self.within: list[Rule] = []
        self.later: dict[Rule, list[n.Node]] = {}

    def rule(self, rule: Rule) -> Type:
        if rule not in self.met:
            self.met.add(rule)
            self.within.append(rule)
            kind, nullable = self.node(rule.value)
            self.within.pop()
            among = self._possibilities(rule)
            default: Kind | None = rule.typed or ("boolean" if rule.asked else None)
            rule.kind = among[0] or kind or default
            rule.nullable = either(nullable, among[1])
        return rule.kind, rule.nullable

    def _possibilities(self, rule: Rule) -> Type:
        if rule.possibilities is None:
            return None, False
        items = rule.possibilities.items
        references = [item for item in items if isinstance(item, n.Reference)]
        if not references:
            return next((item.type for item in items if isinstance(item, n.Constant)), None), False
        nullable = [self.nullable(item) for item in references]
        return "string", all(nullable)

    def node(self, node: n.Node) -> Type:
        if not node.visited:
            node.visited = True
            node.kind, node.nullable = INFERRED[type(node)](self, node)
        return node.kind, node.nullable

    def postpone(self, nodes: Sequence[n.Node]) -> None:
        if self.within:
            self.later.setdefault(self.within[-1], []).extend(nodes)

    def nullable(self, node: n.Node) -> bool | None:
        return self.node(node)[1]


def either(left: bool | None, right: bool | None) -> bool | None:
    return left or right


def _constant(_inference: Inference, node: n.Constant) -> Type:
    return node.type, node.value is NOT_APPLICABLE


def _slot(_inference: Inference, node: n.Slot) -> Type:
    return None, node.rule.maybe_not_applicable


def _reference(inference: Inference, node: n.Reference) -> Type:
    if node.instead is not None:
        return inference.node(node.instead)
    return inference.rule(node.rule) if node.rule else UNKNOWN


def _operation(inference: Inference, node: n.Operation) -> Type:
    if node.op in LOGICAL:
        return "boolean", False
    if node.op == "-":
        return "number", inference.nullable(node.left)
    if node.op in ("+", "**", "//"):
        return "number", False
    nullable = inference.nullable(node.left) or inference.nullable(node.right)
    return ("boolean" if node.op in COMPARISONS else "number"), nullable


def _condition(inference: Inference, node: n.Condition) -> Type:
    nullable = bool(
        inference.nullable(node.test) or inference.nullable(node.then) or inference.nullable(node.otherwise)
    )
    kind = inference.node(node.then)[0]
    return kind or inference.node(node.otherwise)[0], nullable


def _variations(inference: Inference, node: n.Variations) -> Type:
    types = [inference.node(branch.then) for branch in node.branches]
    return next((kind for kind, _ in types if kind), None), any(nullable for _, nullable in types)


def _extremum(inference: Inference, node: n.Extremum) -> Type:
    """The kind of the first item that has one; the items after it are met when the rule's own turn comes."""
    for index, item in enumerate(node.items):
        if (kind := inference.node(item)[0]) is not None:
            inference.postpone(node.items[index + 1 :])
            return kind, True
    return None, True


def _numeric(inference: Inference, node: Any) -> Type:
    return "number", inference.nullable(node.value)


def _same(inference: Inference, node: Any) -> Type:
    return inference.node(node.value)


def _always(kind: Kind) -> Callable[[Inference, Any], Type]:
    return lambda _inference, _node: (kind, False)


INFERRED: dict[type[n.Node], Callable[[Inference, Any], Type]] = {
    n.Constant: _constant,
    n.Slot: _slot,
    n.Reference: _reference,
    n.Operation: _operation,
    n.Condition: _condition,
    n.Variations: _variations,
    n.Extremum: _extremum,
    n.Conversion: _numeric,
    n.Simplification: _numeric,
    n.Rounding: _numeric,
    n.Logarithm: _numeric,
    n.Context: _same,
    n.DefaultUsed: _same,
    n.Scale: _always("number"),
    n.Duration: _always("number"),
    n.Inversion: _always("number"),
    n.Circular: _always("number"),
    n.Text: _always("string"),
    n.IsUndefined: _always("boolean"),
    n.IsNotApplicable: _always("boolean"),
}
