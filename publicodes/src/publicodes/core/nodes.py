"""Nodes: the operations of the core. A tree is built once; resolving and inferring then fill in what they find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from publicodes.values.states import UNDEFINED, Kind, Value
from publicodes.values.units import Unit

if TYPE_CHECKING:
    from publicodes.core.rules import Rule

Operator: TypeAlias = Literal["+", "-", "*", "/", "//", "**", "<", "<=", ">", ">=", "=", "!=", "et", "ou"]


@dataclass(slots=True, eq=False)
class Clause:
    """The word of the language a node was lowered from, with the operands a reader knows by name."""

    word: str
    parts: dict[str, Any]


@dataclass(slots=True, eq=False)
class Node:
    """What every operation carries: its static type, filled by inferring, and the word it comes from.

    `visited` tells that inferring met the node: applicability depends on it (a node that was not met is evaluated).
    `nullable` None means unknown.
    """

    kind: Kind | None = field(default=None, init=False, repr=False)
    nullable: bool | None = field(default=None, init=False, repr=False)
    visited: bool = field(default=False, init=False, repr=False)
    clause: Clause | None = field(default=None, init=False, repr=False)

    @property
    def static_unit(self) -> Unit | None:
        """The unit known without evaluating: a literal's, a conversion's, a duration's; None for any other node."""
        return None


@dataclass(slots=True, eq=False)
class Constant(Node):
    value: Value
    unit: Unit | None = None
    type: Kind | None = None

    def __post_init__(self) -> None:
        if self.value.__class__ is int:
            self.value = float(self.value)

    @property
    def static_unit(self) -> Unit | None:
        return self.unit


@dataclass(slots=True, eq=False)
class Slot(Node):
    """What the situation says of a rule; undefined when it says nothing."""

    rule: Rule


@dataclass(slots=True, eq=False)
class Reference(Node):
    """A rule read by name. `rule` is found by resolving; `instead` is what replacements put in its place."""

    name: str
    rule: Rule = field(default=None)  # type: ignore[assignment]
    instead: Node | None = None


@dataclass(slots=True, eq=False)
class Operation(Node):
    op: Operator
    left: Node
    right: Node


@dataclass(slots=True, eq=False)
class Condition(Node):
    test: Node
    then: Node
    otherwise: Node


@dataclass(slots=True, eq=False)
class Branch:
    """One branch of variations; `test` None is `sinon`."""

    test: Node | None
    then: Node


@dataclass(slots=True, eq=False)
class Variations(Node):
    branches: Sequence[Branch]


@dataclass(slots=True, eq=False)
class Conversion(Node):
    """`unité`: the value expressed in `unit`, which labels it whatever it is."""

    value: Node
    unit: Unit

    @property
    def static_unit(self) -> Unit | None:
        return self.unit


@dataclass(slots=True, eq=False)
class Simplification(Node):
    value: Node


@dataclass(slots=True, eq=False)
class Rounding(Node):
    value: Node
    digits: Node


@dataclass(slots=True, eq=False)
class Extremum(Node):
    """The greatest (`>`) or the least (`<`) of the applicable items; ties keep the earlier, the winner its own unit."""

    op: Literal[">", "<"]
    items: Sequence[Node]


@dataclass(slots=True, eq=False)
class Bracket:
    """One bracket; `ceiling` None is unbounded. `amount` is a rate, or the amount of a step table."""

    ceiling: Node | None
    amount: Node


@dataclass(slots=True, eq=False)
class Scale(Node):
    """A scan of brackets: marginal rates (`barème`), a step table (`grille`) or an interpolated rate."""

    form: Literal["barème", "grille", "taux progressif"]
    base: Node
    multiplier: Node
    brackets: Sequence[Bracket]


@dataclass(slots=True, eq=False)
class IsUndefined(Node):
    value: Node


@dataclass(slots=True, eq=False)
class IsNotApplicable(Node):
    value: Node


@dataclass(slots=True, eq=False)
class Logarithm(Node):
    value: Node


@dataclass(slots=True, eq=False)
class Text(Node):
    """Literal pieces and nodes, concatenated as a reader would read them."""

    parts: Sequence[str | Node]


@dataclass(slots=True, eq=False)
class Duration(Node):
    """The time between two dates, in one of the six units of SPEC §8."""

    start: Node
    end: Node
    unit: Unit

    @property
    def static_unit(self) -> Unit | None:
        return self.unit


@dataclass(slots=True, eq=False)
class Context(Node):
    """The value in the current situation overridden by (rule, expression) pairs."""

    value: Node
    overrides: Sequence[tuple[Reference, Node]]


@dataclass(slots=True, eq=False)
class Inversion(Node):
    """The value of `rule` for which the first goal that the situation gives takes that value."""

    rule: str
    goals: Sequence[Reference]
    lowest: float = -1_000_000
    highest: float = 100_000_000
    tolerance: float = 0.1


@dataclass(slots=True, eq=False)
class Circular(Node):
    """The fixed point of `value`, in which `rule` refers to itself."""

    rule: str
    value: Node


@dataclass(slots=True, eq=False)
class DefaultUsed(Node):
    """The same value, which reports `rule` as missing: its default was used (`variable manquante`)."""

    value: Node
    rule: str


def undefined() -> Constant:
    """A node without value."""
    return Constant(UNDEFINED)
