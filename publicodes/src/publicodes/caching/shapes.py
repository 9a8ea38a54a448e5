"""Shapes: how the parts of a lowered rule are written as plain tuples.

A rule is a list of nodes, each after those it holds. A node is (its class, type, nullability, whether inferring met it,
its clause, its fields); in a field, a whole number is the place of a node in the list, a tuple is a marked part, and
anything else is itself.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final, TypeAlias

from publicodes.core import nodes as n

Frozen: TypeAlias = Any

SHARED, RULE, ABSENT, UNIT, INTEGER, LIST, TUPLE, MAPPING, BRANCH, BRACKET = range(10)
"""Marks: the first item of a part that is neither a node nor plain."""

CLASSES: Final[tuple[type[Any], ...]] = (
    n.Constant,
    n.Slot,
    n.Reference,
    n.Operation,
    n.Condition,
    n.Variations,
    n.Conversion,
    n.Simplification,
    n.Rounding,
    n.Extremum,
    n.Scale,
    n.IsUndefined,
    n.IsNotApplicable,
    n.Logarithm,
    n.Text,
    n.Duration,
    n.Context,
    n.Inversion,
    n.Circular,
    n.DefaultUsed,
)

FIELDS: Final = {kind: tuple(one.name for one in fields(kind) if one.init) for kind in CLASSES}
