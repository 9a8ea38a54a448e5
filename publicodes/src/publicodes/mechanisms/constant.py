"""Constant: a literal in its bare form. Example: `{constant: {type: number, nodeValue: 3, rawUnit: €}}`.

`nodeValue: null` is the only way to write « not applicable » as a literal; without `nodeValue` it is undefined.
"""

from collections.abc import Mapping
from typing import Any, cast

from publicodes.core.nodes import Constant, Node
from publicodes.mechanisms.bodies import mapping
from publicodes.mechanisms.scope import Scope
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Kind, Value

KINDS: dict[object, Kind] = {"number": "number", "boolean": "boolean", "string": "string", "date": "date"}
SHAPES: dict[Kind, tuple[type, ...]] = {"number": (int, float), "boolean": (bool,), "string": (str,), "date": (str,)}


def read(scope: Scope, body: Any) -> Node:
    literal = mapping(scope, body, "type", "nodeValue")
    kind = KINDS.get(str(literal.get("type")))
    raw_unit = literal.get("rawUnit")
    unit = None if raw_unit is None else scope.unit(raw_unit, "rawUnit")
    return Constant(_value(scope, literal, kind), unit, kind)


def _value(scope: Scope, literal: Mapping[str, Any], kind: Kind | None) -> Value:
    if "nodeValue" not in literal:
        return UNDEFINED
    raw = literal["nodeValue"]
    if raw is None:
        return NOT_APPLICABLE
    if kind is None or type(raw) not in SHAPES[kind]:
        mend = f"write one of the types {', '.join(SHAPES)}, and a value of this type"
        scope.refuse("PC220", f"« {raw} » is not a constant of this type", "nodeValue", mend=mend)
    return _double(scope, raw) if kind == "number" else cast(Value, raw)


def _double(scope: Scope, raw: float) -> float:
    try:
        return float(raw)
    except OverflowError:
        scope.refuse("PC213", "this number is too large", "nodeValue")
