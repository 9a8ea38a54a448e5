"""Constant: a literal in its bare form. Example: `{constant: {type: number, nodeValue: 3, rawUnit: €}}`.

`nodeValue: null` is the only way to write « not applicable » as a literal.
"""

from collections.abc import Callable
from typing import Any, cast, get_args

from publicodes.core.nodes import Constant, Node
from publicodes.mechanisms.bodies import mapping
from publicodes.mechanisms.scope import Scope
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Kind, Value

KINDS = get_args(Kind)
SHAPES: dict[type, tuple[str, ...]] = {
    bool: ("boolean",),
    int: ("number",),
    float: ("number",),
    str: ("string", "date"),
}


def read(scope: Scope, body: Any) -> Node:
    literal = mapping(scope, body, "type", "nodeValue")
    kind = literal.get("type")
    if kind not in KINDS and kind is not None:
        scope.refuse("PC220", f"« {kind} » is not a type of constant", "type", mend=f"write one of {', '.join(KINDS)}")
    raw_unit = literal.get("rawUnit")
    unit = None if raw_unit is None else scope.unit(raw_unit, "rawUnit")
    return Constant(_value(scope, literal, kind), unit, cast(Kind | None, kind))


def _value(scope: Scope, literal: Any, kind: Any) -> Value:
    if "nodeValue" not in literal:
        return UNDEFINED
    raw = literal["nodeValue"]
    if raw is None:
        return NOT_APPLICABLE
    if kind is not None and kind not in SHAPES.get(type(raw), ()):
        scope.refuse("PC220", f"« nodeValue » is not of the type « {kind} »", "nodeValue")
    reader: Callable[[Scope, Any], Value] | None = READERS.get(type(raw))
    if reader is None:
        scope.refuse("PC220", "« nodeValue » is neither a number, a boolean nor a text", "nodeValue")
    return reader(scope, raw)


def _number(scope: Scope, raw: Any) -> Value:
    try:
        return float(raw)
    except OverflowError:
        scope.refuse("PC213", "this number is too large", "nodeValue")


def _itself(_scope: Scope, raw: Any) -> Value:
    return cast(Value, raw)


READERS: dict[type, Callable[[Scope, Any], Value]] = {bool: _itself, str: _itself, int: _number, float: _number}
