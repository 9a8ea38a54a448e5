"""Choices: whether a value is one of the possibilities of its rule (SPEC §17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.errors import UnitError
from publicodes.values.states import Absent, Value
from publicodes.values.units import Incompatible, Unit, convert

if TYPE_CHECKING:
    from publicodes.walking.environment import Environment


def allowed(env: Environment, rule: Rule, value: Value, unit: Unit | None) -> bool:
    """Whether `value` may be chosen; an absent value always may. Raises UnitError for a unit that does not convert."""
    if rule.possibilities is None or isinstance(value, Absent):
        return True
    return any(_chosen(env, item, value, unit) for item in rule.possibilities.items)


def _chosen(env: Environment, item: n.Constant | n.Reference, value: Value, unit: Unit | None) -> bool:
    if isinstance(item, n.Reference):
        return value == item.name and env.excluded(item)[0] is not True
    if value.__class__ is float and item.type == "number":
        return _converted(env, value, unit, item.unit) == item.value
    return value.__class__ is item.value.__class__ and value == item.value


def _converted(env: Environment, value: float, unit: Unit | None, wanted: Unit | None) -> float:
    try:
        return convert(value, unit, wanted)
    except Incompatible as error:
        raise env.refuse(
            "PC512",
            f"the possibilities are in « {error.args[1].text} », not in « {error.args[0].text} »",
            "",
            UnitError,
        ) from error


def listed(rule: Rule) -> str:
    """The possibilities, as a reader would write them."""
    items = rule.possibilities.items if rule.possibilities else ()
    return ", ".join(_told(item) for item in items)


def _told(item: n.Constant | n.Reference) -> str:
    if isinstance(item, n.Reference) or isinstance(item.value, str):
        return f"'{item.name if isinstance(item, n.Reference) else item.value}'"
    return f"{item.value:g} {item.unit.text}".strip() if item.unit else f"{item.value:g}"
