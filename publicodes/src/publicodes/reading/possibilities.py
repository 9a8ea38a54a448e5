"""Possibilities: the list of values that a rule admits (`une possibilité`, SPEC §17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publicodes.core.nodes import Constant, Reference
from publicodes.core.rules import Possibilities
from publicodes.mechanisms.scope import Step
from publicodes.reading.objects import Reader
from publicodes.values.units import Incompatible, convert

WORD = "une possibilité"
MEND = "list numbers, texts, names of rules, or new rules as « - name: »"


def read_possibilities(raw: Mapping[str, Any], reader: Reader) -> tuple[Possibilities | None, Mapping[str, Any]]:
    """The possibilities of a rule, and its definition without them. Raises ModelError."""
    if WORD in raw:
        return _read(raw[WORD], reader, (WORD,)), raw
    for key in ("formule", "valeur"):
        inner = raw.get(key)
        if isinstance(inner, Mapping) and WORD in inner:
            rest = {word: body for word, body in inner.items() if word != WORD}
            return _read(inner[WORD], reader, (key, WORD)), {**raw, key: rest}
    return None, raw


def _read(body: Any, reader: Reader, steps: tuple[Step, ...]) -> Possibilities:
    mandatory = True
    if isinstance(body, Mapping):
        mandatory = body.get("choix obligatoire") != "non"
        body, steps = body.get("possibilités"), (*steps, "possibilités")
    if not isinstance(body, list | tuple) or not body:
        reader.refuse("PC217", f"« {WORD} » is an empty list", *steps, mend=MEND)
    items = [_item(raw, reader, (*steps, place)) for place, raw in enumerate(body)]
    _refuse_mixed(items, reader, steps)
    _refuse_twice(items, reader, steps)
    return Possibilities(items, mandatory)


def _item(raw: Any, reader: Reader, steps: tuple[Step, ...]) -> Constant | Reference:
    if isinstance(raw, Mapping):
        return _inline(raw, reader, steps)
    node = reader.node(raw, *steps)
    if isinstance(node, Reference):
        reader.fix(node)
        return node
    if not isinstance(node, Constant) or node.type not in ("number", "string"):
        reader.refuse("PC217", f"« {raw} » is neither a number, a text nor the name of a rule", *steps, mend=MEND)
    return node


def _inline(raw: Mapping[str, Any], reader: Reader, steps: tuple[Step, ...]) -> Reference:
    if len(raw) != 1:
        reader.refuse("PC217", "one item declares one rule", *steps, mend="begin each rule with « - » on its own line")
    ((name, definition),) = raw.items()
    reader.declare(name, definition, *steps, name)
    return reader.reference(name.removeprefix("[privé] "), *steps, fixed=True)


def _refuse_mixed(items: Sequence[Constant | Reference], reader: Reader, steps: tuple[Step, ...]) -> None:
    kinds = {item.type if isinstance(item, Constant) else "reference" for item in items}
    if len(kinds) > 1:
        reader.refuse("PC217", "the possibilities are not all of the same kind", *steps, mend=MEND)


def _refuse_twice(items: Sequence[Constant | Reference], reader: Reader, steps: tuple[Step, ...]) -> None:
    seen: set[object] = set()
    for place, item in enumerate(items):
        key = item.name if isinstance(item, Reference) else _comparable(item, items[-1], reader, (*steps, place))
        if key in seen:
            reader.refuse("PC217", f"the possibility « {key} » is written twice", *steps, place)
        seen.add(key)


def _comparable(item: Constant, last: Any, reader: Reader, steps: tuple[Step, ...]) -> object:
    """The value, in the unit of the last item for a number."""
    if not isinstance(item.value, float):
        return item.value
    try:
        return convert(item.value, item.unit, last.unit)
    except Incompatible:
        reader.refuse("PC217", "the units of the possibilities do not convert into one another", *steps)
